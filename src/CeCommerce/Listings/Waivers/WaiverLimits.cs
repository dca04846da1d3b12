using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Listings.Waivers;

/// <summary>What a waiver may say.</summary>
internal static class WaiverLimits
{
    private const int LongestReason = 2_000;

    /// <summary>A clause of an operator's own rules is looked at when the operator is known.</summary>
    public static UserError? Check(WaiverTerms terms, RuleEdition edition, DateOnly today) =>
        (IsOwn(terms.Clause) ? null : CheckClause(terms.Clause, edition.Find)) ?? CheckReason(terms.Reason) ?? (UserError?)Check(terms.Evidence) ?? CheckDays(terms, today);

    public static UserError? CheckReason(string? reason) => reason is null || IsText(reason, LongestReason)
        ? null
        : Invalid("reason", "理由を制御文字を含まない 1〜2,000 文字で入力してください。", "Give a reason of 1 to 2,000 characters without control characters.");

    /// <param name="clause">Named by the waiver.</param>
    /// <param name="own">The operator's own rules; null when it has none in use.</param>
    public static UserError? CheckOwnClause(string clause, RulePack? own) => IsOwn(clause) ? CheckClause(clause, (rule, name) => own?.Find(rule, name)) : null;

    private static bool IsOwn(string clause) => clause.StartsWith(RulePack.OperatorIds, StringComparison.Ordinal);

    private static UserError? CheckClause(string clause, Func<string, string, Rule?> find)
    {
        var (shown, parts) = (Excerpt.Of(clause), clause.Split('/'));
        if (parts.Length != 2 || find(parts[0], parts[1]) is not { Subject: Subject.Listing } rule)
        {
            return new ClauseUnknown(shown, "input", "clause");
        }

        return rule.EffectWhenUnmet == FindingEffect.PolicyBlock ? null : new ClauseNotWaivable(clause, rule.EffectWhenUnmet, "input", "clause");
    }

    private static WaiverEvidenceInvalid? Check(WaiverEvidence evidence) => EvidenceLimits.Check(new(evidence.Text, evidence.Address, evidence.Sha256)) is { } flaw
        ? new(flaw.Reason, flaw.Field is { } field ? ["input", "evidence", field] : ["input", "evidence"])
        : null;

    private static WaiverValueInvalid? CheckDays(WaiverTerms terms, DateOnly today)
    {
        if (terms.From < today || terms.From > today.AddYears(1))
        {
            return Invalid("from", "開始日は今日から 1 年以内にしてください。", "A waiver begins today or within a year from now.");
        }

        return terms.Until <= terms.From || terms.Until > terms.From.AddYears(1)
            ? Invalid("until", "終了日は開始日より後、1 年以内にしてください。", "A waiver ends on a day after its first and at most a year later.")
            : null;
    }

    private static bool IsText(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && PlainText.IsStorable(text);

    private static WaiverValueInvalid Invalid(string field, string ja, string en) => new(new LocalText(ja, en), "input", field);
}
