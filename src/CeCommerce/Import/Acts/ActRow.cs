using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Acts;

/// <summary>One line of a list of acts: a JSON object with the fields of <c>recordInspection</c>, <c>recordErasure</c> or <c>recordRepair</c>.</summary>
internal sealed record ActRow
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(new ConstantCaseNames(), allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
        RespectNullableAnnotations = true,
    };

    public required ActKind Kind { get; init; }

    /// <summary>The operator's own number of the unit.</summary>
    public required string SourceId { get; init; }

    /// <summary>The operator's own number of the act: the same one again is the same act.</summary>
    public required string Reference { get; init; }

    public required DateOnly PerformedOn { get; init; }

    public required ActPerformer Performer { get; init; }

    public required ActResult Result { get; init; }

    public string? StaffReference { get; init; }

    public string? Tool { get; init; }

    public IReadOnlyList<ActCheckInput>? Checklist { get; init; }

    public IReadOnlyList<ActMeasurementInput>? Measurements { get; init; }

    public IReadOnlyList<ActPartInput>? Parts { get; init; }

    public bool? Cleaned { get; init; }

    public FunctionalGrade? FunctionalGrade { get; init; }

    public CosmeticGrade? CosmeticGrade { get; init; }

    public GradeScheme? GradeScheme { get; init; }

    public IReadOnlyList<ObservedFactInput>? Facts { get; init; }

    public ErasureMethod? Method { get; init; }

    public string? Standard { get; init; }

    public string? Work { get; init; }

    /// <summary>Refuses what is no such object, and a field that the act does not have.</summary>
    public static Outcome<ActRow> Read(ReadOnlySpan<char> line)
    {
        try
        {
            return JsonSerializer.Deserialize<ActRow>(line, Strict) is { HasNoGaps: true, IsWhole: true } row ? row : new ActRowUnreadable();
        }
        catch (JsonException unreadable)
        {
            return new ActRowUnreadable { Where = Excerpt.Of(unreadable.Path ?? "") };
        }
    }

    public RecordInspectionInput AsInspection(ItemId item) => new()
    {
        ItemId = item,
        IdempotencyKey = Key,
        PerformedOn = PerformedOn,
        Performer = Performer,
        StaffReference = StaffReference,
        Tool = Tool,
        Result = Result,
        Checklist = Checklist,
        Measurements = Measurements,
        Cleaned = Cleaned,
        FunctionalGrade = FunctionalGrade,
        CosmeticGrade = CosmeticGrade,
        GradeScheme = GradeScheme,
        Facts = Facts,
    };

    public RecordErasureInput AsErasure(ItemId item) => new()
    {
        ItemId = item,
        IdempotencyKey = Key,
        PerformedOn = PerformedOn,
        Performer = Performer,
        StaffReference = StaffReference,
        Tool = Tool!,
        Method = Method!.Value,
        Standard = Standard,
        Result = Result,
        Checklist = Checklist,
    };

    public RecordRepairInput AsRepair(ItemId item) => new()
    {
        ItemId = item,
        IdempotencyKey = Key,
        PerformedOn = PerformedOn,
        Performer = Performer,
        StaffReference = StaffReference,
        Tool = Tool,
        Work = Work!,
        Parts = Parts,
        Checklist = Checklist,
        Measurements = Measurements,
        Result = Result,
    };

    // Long enough for a key however short the number is.
    private string Key => $"act-file:{Reference}";

    // A list may hold null, and a line of it may lack a name.
    private bool HasNoGaps => (Checklist ?? []).All(check => check is { Name: not null }) && (Measurements ?? []).All(measured => measured is { Name: not null, Value: not null })
        && (Parts ?? []).All(part => part is { Name: not null }) && (Facts ?? []).All(fact => fact is { Value: not null });

    private bool IsWhole => Kind switch
    {
        ActKind.Inspection => (Parts, Method, Standard, Work) is (null, null, null, null),
        ActKind.Erasure => Tool is not null && Method is not null && (Measurements, Parts, Work) is (null, null, null) && HasNoFindings,
        ActKind.Repair => Work is not null && (Method, Standard) is (null, null) && HasNoFindings,
        _ => false,
    };

    private bool HasNoFindings => (Cleaned, FunctionalGrade, CosmeticGrade, GradeScheme, Facts) is (null, null, null, null, null);
}

/// <summary>A line is no act: not JSON, a field that such an act does not have, or one that it must have is missing.</summary>
internal sealed record ActRowUnreadable() : UserError("line")
{
    /// <summary>Which part of the line, as a JSON path; empty for the whole.</summary>
    public string Where { get; init; } = "";

    public override string Code => "ACT_ROW_UNREADABLE";

    public override LocalText Message => new(
        $"この行は作業の記録として読めません。項目名と値を確認してください。{Where}", $"This line is no act. Check the names of its fields and their values. {Where}".TrimEnd());
}
