using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Operators.SelfAssessments;

public readonly record struct SelfAssessmentId(Guid Value) : ITypedId<SelfAssessmentId>
{
    public static string Prefix => "sas";

    public static SelfAssessmentId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// How an operator rates itself on one item for some goods, and what that rests on. Written once and never altered or removed: the next one over the same
/// item and goods takes its place. It certifies nothing.
/// </summary>
internal sealed class SelfAssessment
{
    private SelfAssessment()
    {
    }

    public SelfAssessmentId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public SelfAssessmentItem Item { get; private init; }

    /// <summary>Which goods; null: all that it deals in.</summary>
    public string? ProductGroup { get; private init; }

    /// <summary>1 and so on over the same item and goods.</summary>
    public int Number { get; private init; }

    /// <summary>0 to 3; the scale is ours, the sources name none.</summary>
    public int Score { get; private init; }

    public Evidence? Evidence { get; private init; }

    /// <summary>The day, in Japan, for which it is said.</summary>
    public DateOnly AssessedOn { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The partner app that recorded it.</summary>
    public string ClientId { get; private init; } = "";

    public static SelfAssessment After(int last, Operator rated, SelfRating rating, string clientId, DateTimeOffset now) => new()
    {
        Id = TypedId.New<SelfAssessmentId>(now),
        OperatorId = rated.Id,
        Item = rating.Item,
        ProductGroup = rating.ProductGroup,
        Number = last + 1,
        Score = rating.Score,
        Evidence = rating.Evidence,
        AssessedOn = rating.AssessedOn,
        RecordedAt = now,
        ClientId = clientId,
    };
}

/// <summary>What an operator says of itself.</summary>
internal sealed record SelfRating(SelfAssessmentItem Item, string? ProductGroup, int Score, Evidence? Evidence, DateOnly AssessedOn);
