using CeCommerce.Items.Acts;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;

namespace CeCommerce.Items;

public readonly record struct ItemId(Guid Value) : ITypedId<ItemId>
{
    public static string Prefix => "itm";

    public static ItemId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// The physical unit: one thing that can be in one place and belong to one buyer. It keeps its identity through sale,
/// rental, repair and resale; offers come and go over it.
/// </summary>
public sealed class Item
{
    private readonly List<ItemSerial> _serials = [];
    private readonly List<ItemVersion> _replaced = [];

    private Item()
    {
    }

    public ItemId Id { get; private init; }

    /// <summary>Who has it, or had it last when a buyer has it now.</summary>
    public OperatorId OperatorId { get; private set; }

    public ProductModel Model { get; private set; } = ProductModel.Empty;

    public ItemCondition Condition { get; private set; } = ItemCondition.Unknown;

    /// <summary>What is known about this unit that rules and buyers need, each with its source and day.</summary>
    public ItemFacts Facts { get; private set; } = ItemFacts.Empty;

    /// <summary>What of the facts and grades acts found; null when nothing was done to it here.</summary>
    public ItemFindings? Found { get; private set; }

    /// <summary>Prefecture of storage, JIS X 0401 code <c>01</c> to <c>47</c>.</summary>
    public string? Prefecture { get; private set; }

    /// <summary>The owner's own number for it (管理番号), unique for the operator.</summary>
    public string? SourceId { get; private set; }

    public IReadOnlyList<ItemSerial> Serials => _serials;

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Since when it has been on record as it is now; <see cref="ItemVersion"/> has what was on record before.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>What was replaced since this was loaded.</summary>
    internal IReadOnlyList<ItemVersion> Replaced => _replaced;

    public uint Version { get; private set; }

    /// <summary>Not the item as it is but as a former operator described it.</summary>
    internal bool IsPast { get; private init; }

    public static Item Register(ItemId id, OperatorId owner, string? sourceId, ItemDescription description, DateTimeOffset now)
    {
        var item = new Item { Id = id, OperatorId = owner, SourceId = sourceId, CreatedAt = now, RecordedAt = now };
        item.State(description);
        return item;
    }

    /// <summary>As its operator sees it: numbers that count for a former operator alone are not part of it.</summary>
    public ItemDescription AsDescription() => new(
        Model, Condition, Facts, Prefecture,
        [.. _serials.Where(serial => serial.OperatorId == OperatorId || !serial.Number.IsOfOneOperator).Select(serial => serial.Number)]);

    /// <summary>What its operator states of it; a number that another operator registered belongs to the thing and stays.</summary>
    public void Describe(ItemDescription description, DateTimeOffset now) => Replace(now, () =>
    {
        _serials.RemoveAll(serial => serial.OperatorId == OperatorId && !description.Serials.Contains(serial.Number));
        State(description);
    });

    /// <summary>The same thing is another operator's now: identity and every number stay, the rest is stated anew.</summary>
    internal void PassTo(OperatorId owner, string? sourceId, ItemDescription description, DateTimeOffset now) => Replace(now, () =>
    {
        // A buyer had it since: what was found of it then need not hold any more. The acts themselves stay.
        (OperatorId, SourceId, Found) = (owner, sourceId, null);
        State(description);
    });

    /// <summary>What its operator says of it, to be kept when it passes on.</summary>
    internal PastItem AsPast() => new(OperatorId, SourceId, AsDescription()) { Found = Found };

    /// <summary>Knows what an act found, whatever was stated before.</summary>
    internal void Learn(Act act) => Replace(act.RecordedAt, () => LearnFrom(act));

    /// <summary>The item as a former operator had it.</summary>
    internal Item As(PastItem past)
    {
        var item = new Item { Id = Id, OperatorId = past.OperatorId, SourceId = past.SourceId, CreatedAt = CreatedAt, RecordedAt = RecordedAt, Version = Version, IsPast = true };
        item.State(past.Description);
        item.Found = past.Found;
        return item;
    }

    private void LearnFrom(Act act)
    {
        var (stated, condition) = (Facts, Condition);
        var before = Found ?? ItemFindings.None;
        var found = before.With(act);
        if (found == before)
        {
            return;
        }

        Found = found.Beside(before.StatedFacts.With(ItemFacts.Of(stated.All.Where(fact => !before.Gave(fact)))), before.StatedCondition ?? condition);
        (Facts, Condition) = (stated.With(found.Facts), found.Over(AsDescription()).Condition);
    }

    /// <summary>What is on record until now stays readable, when the change says something else.</summary>
    private void Replace(DateTimeOffset now, Action change)
    {
        var before = AsPast();
        change();
        if (!before.SaysTheSameAs(AsPast()))
        {
            var recorded = Versions.After(RecordedAt, now);
            _replaced.Add(new ItemVersion(Id, RecordedAt, recorded, before));
            RecordedAt = recorded;
        }
    }

    private void State(ItemDescription description)
    {
        Found = Found?.Beside(description.Facts, description.Condition);
        description = Found?.Over(description) ?? description;
        (Model, Condition, Facts, Prefecture) = (description.Model, description.Condition, description.Facts.InsteadOf(Facts), description.Prefecture);
        foreach (var number in description.Serials.Where(number => _serials.TrueForAll(serial => serial.Number != number)))
        {
            _serials.Add(new ItemSerial(Id, OperatorId, number));
        }
    }
}

/// <summary>Everything about a unit that its owner states; the part of an item that changes as a whole.</summary>
public sealed record ItemDescription(
    ProductModel Model, ItemCondition Condition, ItemFacts Facts, string? Prefecture, IReadOnlyList<SerialNumber> Serials)
{
    internal bool SaysTheSameAs(ItemDescription other) => this with { Serials = other.Serials } == other && Serials.SequenceEqual(other.Serials);
}

/// <summary>An item as an operator had it who has it no more: what they offered and sold stays as they described it.</summary>
public sealed record PastItem(OperatorId OperatorId, string? SourceId, ItemDescription Description)
{
    /// <summary>What of it acts had found.</summary>
    public ItemFindings? Found { get; init; }

    internal bool SaysTheSameAs(PastItem other) => this with { Description = other.Description } == other && Description.SaysTheSameAs(other.Description);
}

/// <summary>What kind of product the unit is.</summary>
/// <param name="Gtin">GS1 GTIN-8, -12, -13 or -14 with a right check digit; null for a one-off.</param>
/// <param name="Category">Code of a <see cref="ProductCategory"/>.</param>
public sealed record ProductModel(string? Gtin, string? Brand, string Name, string? ModelNumber, string Category)
{
    public static readonly ProductModel Empty = new(null, null, "", null, "");
}

/// <summary>The grade of a unit and the scheme whose definitions it follows.</summary>
public sealed record ItemCondition(FunctionalGrade? Functional, CosmeticGrade? Cosmetic, GradeScheme? Scheme)
{
    public static readonly ItemCondition Unknown = new(null, null, null);
}
