using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>The item is not asked of these goods.</summary>
/// <param name="Item">The item.</param>
/// <param name="ProductGroup">The start of what was given; null when nothing was.</param>
internal sealed record SelfAssessmentItemUnknown(SelfAssessmentItem Item, string? ProductGroup, params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENT_ITEM_UNKNOWN";

    public override LocalText Message => new(
        $"「{Terms<SelfAssessmentItem>.Of(Item).Name.Ja}」は、この productGroup については評価項目にありません。",
        $"'{Terms<SelfAssessmentItem>.Of(Item).Name.En}' is no item for this productGroup.");
}

/// <summary>The score is none.</summary>
/// <param name="Score">What was given.</param>
/// <param name="Highest">The highest there is; the lowest is 0.</param>
internal sealed record SelfAssessmentScoreInvalid(int Score, int Highest, params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENT_SCORE_INVALID";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"点数は 0〜{Highest} です。"), string.Create(CultureInfo.InvariantCulture, $"A score is 0 to {Highest}."));
}

/// <summary>Nothing supports the score.</summary>
/// <param name="Score">What was given.</param>
internal sealed record SelfAssessmentEvidenceMissing(int Score, params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENT_EVIDENCE_MISSING";

    public override LocalText Message => new(
        "1 以上の点数には根拠(文、https の URL、SHA-256 のいずれか)が必要です。根拠がなければ 0 としてください。",
        "A score of 1 or more needs evidence: a text, an https address or a SHA-256 digest. Without evidence the score is 0.");
}

/// <summary>What is given as evidence is none.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
internal sealed record SelfAssessmentEvidenceInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENT_EVIDENCE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>The day cannot be right.</summary>
/// <param name="Earliest">The first possible day.</param>
/// <param name="Latest">Today.</param>
internal sealed record SelfAssessmentDayInvalid(DateOnly Earliest, DateOnly Latest, params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENT_DAY_INVALID";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"評価日は {Earliest:yyyy-MM-dd} から今日({Latest:yyyy-MM-dd})までです。"),
        string.Create(CultureInfo.InvariantCulture, $"A self-assessment is of a day from {Earliest:yyyy-MM-dd} to today, {Latest:yyyy-MM-dd}."));
}

/// <summary>Others recorded self-assessments of the same operator at the same time, again and again.</summary>
internal sealed record SelfAssessmentsBusy(params string[] At) : UserError(At)
{
    public override string Code => "SELF_ASSESSMENTS_BUSY";

    public override LocalText Message => new("自己評価が同時に記録されました。もう一度送信してください。", "Self-assessments were recorded at the same time. Send the request again.");
}
