using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>What cannot be a self-assessment at all.</summary>
internal static class SelfAssessmentLimits
{
    public const int Highest = 3;

    private static readonly DateOnly Earliest = new(2020, 1, 1);

    public static UserError? Check(SelfRating rating, DateOnly today)
    {
        if (!rating.Item.IsAskedOf(rating.ProductGroup))
        {
            return new SelfAssessmentItemUnknown(rating.Item, rating.ProductGroup is { } group ? Excerpt.Of(group) : null, "input", "productGroup");
        }

        if (rating.Score is < 0 or > Highest)
        {
            return new SelfAssessmentScoreInvalid(rating.Score, Highest, "input", "score");
        }

        if (rating is { Score: > 0, Evidence: null })
        {
            return new SelfAssessmentEvidenceMissing(rating.Score, "input", "evidence");
        }

        if (rating.Evidence is { } evidence && EvidenceLimits.Check(evidence) is { } flaw)
        {
            return new SelfAssessmentEvidenceInvalid(flaw.Reason, flaw.Field is { } field ? ["input", "evidence", field] : ["input", "evidence"]);
        }

        return rating.AssessedOn < Earliest || rating.AssessedOn > today ? new SelfAssessmentDayInvalid(Earliest, today, "input", "assessedOn") : null;
    }
}
