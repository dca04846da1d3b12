using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

public readonly record struct ActId(Guid Value) : ITypedId<ActId>
{
    public static string Prefix => "act";

    public static ActId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What was done to a unit.</summary>
public enum ActKind
{
    /// <summary>It was looked at, measured, tested or cleaned.</summary>
    Inspection,

    /// <summary>The former user's data were removed.</summary>
    Erasure,

    /// <summary>It was repaired or modified.</summary>
    Repair,
}

/// <summary>How an act ended.</summary>
public enum ActResult
{
    /// <summary>It passed; the data are gone; it was repaired.</summary>
    Succeeded,

    /// <summary>It did not pass; data may be left; the repair was given up.</summary>
    Failed,
}

/// <summary>Who does such work, by role; no person is named.</summary>
[TermSource("Vocabulary of the product; 電波法 38の7(4), 電気通信事業法 68の2 for registered repairers")]
public enum ActPerformer
{
    [Term("自社", "Own staff")]
    OwnStaff,

    [Term("委託先", "Contractor")]
    Contractor,

    [Term("メーカー", "Maker")]
    Maker,

    [Term("登録修理業者", "Registered repairer")]
    RegisteredRepairer,
}

/// <summary>
/// Something that was done to a unit on a day: who by role, with what, how it came out, and which facts follow from it. Written once and
/// never altered or removed; what was recorded wrongly is put right by a later act.
/// </summary>
public sealed class Act
{
    private Act()
    {
    }

    public ActId Id { get; private init; }

    public ItemId ItemId { get; private init; }

    /// <summary>1 and so on for each unit, in the order in which acts were recorded.</summary>
    public int Number { get; private init; }

    public ActKind Kind { get; private init; }

    /// <summary>Who had the unit then.</summary>
    public OperatorId OperatorId { get; private init; }

    public DateOnly PerformedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public ActPerformer Performer { get; private init; }

    /// <summary>The operator's own sign for whoever did it; no name.</summary>
    public string? StaffReference { get; private init; }

    public string? Tool { get; private init; }

    public ActResult Result { get; private init; }

    public ActDetails Details { get; private init; } = ActDetails.None;

    /// <summary>What follows from it about the unit.</summary>
    public ItemFacts Found { get; private init; } = ItemFacts.Empty;

    internal static Act Of(ActId id, Item item, int number, DoneWork work, ItemFacts found, DateTimeOffset now) => new()
    {
        Id = id,
        ItemId = item.Id,
        Number = number,
        Kind = work.Kind,
        OperatorId = item.OperatorId,
        PerformedOn = work.PerformedOn,
        RecordedAt = now,
        Performer = work.Performer,
        StaffReference = work.StaffReference,
        Tool = work.Tool,
        Result = work.Result,
        Details = work.Details,
        Found = found,
    };
}

/// <summary>An act as it is told, before anybody knows of which unit.</summary>
/// <param name="Facts">Facts that were observed, beside those that follow from the kind of work.</param>
internal sealed record DoneWork(ActKind Kind, DateOnly PerformedOn, ActPerformer Performer, ActResult Result, ActDetails Details, ItemFacts Facts)
{
    public string? StaffReference { get; init; }

    public string? Tool { get; init; }
}

/// <summary>What belongs to one kind of act or another; kept whole.</summary>
public sealed record ActDetails
{
    public static readonly ActDetails None = new();

    public IReadOnlyList<ActCheck> Checklist { get; init; } = [];

    public IReadOnlyList<ActMeasurement> Measurements { get; init; } = [];

    public IReadOnlyList<ActPart> Parts { get; init; } = [];

    /// <summary>The grades that an inspection gave; null when it gave none.</summary>
    public ItemCondition? Grades { get; init; }

    public bool? Cleaned { get; init; }

    public ErasureMethod? ErasureMethod { get; init; }

    public string? ErasureStandard { get; init; }

    /// <summary>What a repair did.</summary>
    public string? Work { get; init; }
}

/// <summary>One line of a checklist.</summary>
/// <param name="Name">What was checked, e.g. 冷房 30分.</param>
/// <param name="Passed">Whether it was in order.</param>
public sealed record ActCheck(string Name, bool Passed);

/// <summary>One measured value.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">As the instrument showed it.</param>
/// <param name="Unit">Of the value; null when it counts nothing.</param>
public sealed record ActMeasurement(string Name, string Value, string? Unit);

/// <summary>A part that was put in.</summary>
/// <param name="Name">Which part.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Quantity">How many of it.</param>
public sealed record ActPart(string Name, PartsOrigin Origin, int Quantity);
