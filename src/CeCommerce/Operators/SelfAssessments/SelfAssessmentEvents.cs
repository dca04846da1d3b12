using System.ComponentModel;
using CeCommerce.Platform.Events;
using CeCommerce.Standards;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>What the event log says about self-assessments.</summary>
internal static class SelfAssessmentEvents
{
    private static readonly EventKind<OperatorId, SelfAssessedData> Kind = new(
        "operator.self_assessed", EventAudience.Operator, "It rated itself on an item; the evidence is read from the operator. Not a certification.");

    public static IReadOnlyList<EventKind> Kinds => [Kind];

    public static EventRecord Recorded(SelfAssessment recorded, DateTimeOffset now) =>
        Kind.Of(recorded.OperatorId, SelfAssessedData.Of(recorded), new(now, recorded.OperatorId.Value));
}

/// <summary>What a line about a self-assessment says of it.</summary>
internal sealed record SelfAssessedData(
    [property: Description("on what, e.g. `CE1`")] string Item,
    [property: Description("1 and so on over the same item and goods")] int Number,
    [property: Description("0 to 3")] int Score,
    [property: Description("for which goods; missing when for all")] string? ProductGroup = null)
{
    public static SelfAssessedData Of(SelfAssessment recorded) =>
        new(Terms<SelfAssessmentItem>.Of(recorded.Item).Code, recorded.Number, recorded.Score, recorded.ProductGroup);
}
