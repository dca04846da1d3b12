using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Listings.Waivers;

/// <summary>What a waiver may say.</summary>
internal static partial class WaiverLimits
{
    private const int LongestReason = 2_000;
    private const int LongestText = 4_000;
    private const int LongestAddress = 500;

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

    private static WaiverEvidenceInvalid? Check(WaiverEvidence evidence)
    {
        if (new[] { evidence.Text, evidence.Address, evidence.Sha256 }.Count(part => part is not null) != 1)
        {
            return NoEvidence(null, "根拠として text、address、sha256 のうち 1 つだけを指定してください。", "Give exactly one of text, address and sha256 as evidence.");
        }

        return evidence switch
        {
            { Text: { } text } when !IsText(text, LongestText) =>
                NoEvidence("text", "根拠は制御文字を含まない 1〜4,000 文字です。", "Evidence in words has 1 to 4,000 characters and no control characters."),
            { Address: { } address } when !IsHttps(address) =>
                NoEvidence("address", "根拠の URL は https:// で始まる 500 文字以内です。", "An address of evidence starts with https:// and has at most 500 characters."),
            { Sha256: { } digest } when !Digest().IsMatch(digest) =>
                NoEvidence("sha256", "SHA-256 は小文字の 16 進 64 桁です。", "A SHA-256 digest has 64 lower-case hex digits."),
            _ => null,
        };
    }

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

    private static bool IsHttps(string address) => address.Length <= LongestAddress && PlainText.IsStorable(address)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static WaiverEvidenceInvalid NoEvidence(string? field, string ja, string en) =>
        new(new LocalText(ja, en), field is null ? ["input", "evidence"] : ["input", "evidence", field]);

    private static WaiverValueInvalid Invalid(string field, string ja, string en) => new(new LocalText(ja, en), "input", field);

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digest();
}
