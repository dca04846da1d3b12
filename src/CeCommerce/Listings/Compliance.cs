using System.Text.Json.Serialization;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Listings;

/// <summary>The verdict of the standards as it is kept with a listing: as rule ids and data, put into words by the edition that gave it.</summary>
/// <param name="Verdict">The whole listing in one word.</param>
/// <param name="PackVersion">The edition of the rules that gave it.</param>
/// <param name="MayPublish">False when a blocking rule is not met or lacks a fact, and no waiver of the day excuses it.</param>
/// <param name="Findings">The clauses that are not met or not answered.</param>
[JsonConverter(typeof(ComplianceJson))]
public sealed record Compliance(AssessmentVerdict Verdict, string PackVersion, bool MayPublish, IReadOnlyList<ComplianceFinding> Findings)
{
    /// <summary>First day on which what blocks it takes it off the shelf, when all of that is new with an edition of the rules; else null.</summary>
    public DateOnly? GraceUntil { get; init; }

    /// <summary>The rules of the operator's own that were asked too; null when it had none.</summary>
    public OperatorRulesInUse? OwnRules { get; init; }

    /// <summary>The clauses that are met.</summary>
    internal MetClauses Met { get; init; } = MetClauses.None;

    /// <summary>
    /// What it comes to, clause by clause; by which edition and in which words may differ. Two verdicts that come to the same have the same, and
    /// others have not, but for one in 2^64.
    /// </summary>
    internal long Digest => Conclusion.Of([Met.Digest, Conclusion.Of(Verdict, MayPublish, GraceUntil), .. Findings.Select(finding => finding.Conclusion)]);

    /// <summary>Of a verdict that lets a listing stand, without making it.</summary>
    internal static long DigestOf(Assessment assessment)
    {
        var sum = Conclusion.Of(assessment.Verdict, assessment.CanPublish, null);
        foreach (var finding in assessment.Findings)
        {
            var (rule, clause) = (finding.Rule.Id, finding.Rule.Clause);
            sum = unchecked(sum + (finding.Verdict == RuleVerdict.Pass ? Conclusion.Met(rule, clause) : Conclusion.Unmet(rule, clause, (finding.Verdict, finding.Effect), finding.Reason?.Kind.Key, waiver: null)));
        }

        return sum;
    }

    /// <summary>Whether it may stay on the shelf where it stands there.</summary>
    internal bool MayStay => MayPublish || GraceUntil is not null;

    /// <summary>By the rules in use.</summary>
    internal static Compliance Of(StandardsEngine standards, ListingFacts facts) => Of(standards.Assess(facts), standards);

    internal static Compliance Of(Assessment assessment, StandardsEngine standards) => Of(assessment) with { GraceUntil = standards.GraceOf(assessment) };

    public static Compliance Of(Assessment assessment) => new(
        assessment.Verdict, assessment.PackVersion, assessment.CanPublish, [.. assessment.Unmet.Select(finding => ComplianceFinding.Of(finding, assessment))])
    {
        Met = MetClauses.Of(assessment),
        OwnRules = assessment.Listing.Operator.OwnRules,
    };

    /// <summary>Every clause that applied, met or not, by rule id.</summary>
    /// <param name="edition">The one that gave the verdict; null when it is not known.</param>
    internal IEnumerable<ComplianceFinding> AllIn(RuleEdition? edition) =>
        Findings.Concat(Met.NamesIn(edition).Select(name => ComplianceFinding.Met(name, OwnRules))).OrderBy(finding => finding.Rule, StringComparer.Ordinal);

    /// <summary>The same verdict and findings; what a waiver excuses says so and no longer keeps the listing off the shelf.</summary>
    internal Compliance WaivedBy(IReadOnlyList<Waiver> waivers) => MayPublish || waivers.Count == 0
        ? this
        : Excused(clause => waivers.Where(waiver => waiver.Clause == clause).MaxBy(waiver => waiver.Until) is { } waiver ? new(waiver.Id, waiver.Until) : null);

    /// <summary>As <see cref="WaivedBy(IReadOnlyList{Waiver})"/>, by the waivers that an earlier verdict over the same listing names, where they still hold.</summary>
    internal Compliance WaivedAs(Compliance? earlier, DateOnly today)
    {
        if (MayPublish || earlier is null)
        {
            return this;
        }

        var waived = earlier.Findings.Where(finding => finding.Waiver?.Until > today).ToDictionary(finding => finding.Name, finding => finding.Waiver, StringComparer.Ordinal);
        return Excused(clause => waived.GetValueOrDefault(clause));
    }

    /// <summary>Whether both come to the same conclusion, clause by clause; how it is worded may differ from day to day.</summary>
    public bool SaysTheSameAs(Compliance other) => Digest == other.Digest;

    // What the law blocks stays blocked whatever a waiver says.
    private Compliance Excused(Func<string, NamedWaiver?> waiverOf)
    {
        IReadOnlyList<ComplianceFinding> findings =
            [.. Findings.Select(finding => finding.Effect == FindingEffect.PolicyBlock ? finding with { Waiver = waiverOf(finding.Name) } : finding)];
        return this with { Findings = findings, MayPublish = findings.All(finding => !finding.KeepsOff) };
    }
}

/// <summary>What one clause says of the listing.</summary>
/// <param name="Rule">Rule id, e.g. <c>LS-006</c>.</param>
/// <param name="Clause">The clause within the rule.</param>
/// <param name="Field">The field to look at; null when met.</param>
/// <param name="Facts">The values that the rule looked at, long texts shortened; kept only when not met.</param>
public sealed record ComplianceFinding(string Rule, string Clause, RuleVerdict Verdict, FindingEffect Effect, string? Field, IReadOnlyList<FactUsed> Facts)
{
    private const int LongestValue = 80;

    /// <summary>Why it is not met, for the edition to put into words; null when met, and of verdicts from before that were kept in words.</summary>
    internal KeptReason? Reason { get; init; }

    /// <summary>The words of a verdict that was kept in words.</summary>
    internal FindingWords? Words { get; init; }

    /// <summary>What excuses it; null when nothing does.</summary>
    internal NamedWaiver? Waiver { get; init; }

    /// <summary>The operator's own rules among which the clause stands; null when it is the edition's.</summary>
    internal OperatorRulesInUse? Own { get; init; }

    /// <summary>Whether it keeps the listing off the shelf.</summary>
    internal bool KeepsOff => Effect >= FindingEffect.PolicyBlock && Waiver is null;

    /// <summary>E.g. <c>LS-006/mark</c>.</summary>
    internal string Name => $"{Rule}/{Clause}";

    internal long Conclusion => Listings.Conclusion.Unmet(Rule, Clause, (Verdict, Effect), Reason?.Key, Waiver?.Id.ToString());

    /// <summary>Why it is not met and what to do; null when met.</summary>
    /// <param name="edition">Finds an edition by its version.</param>
    /// <param name="own">Finds an operator's own rules; only asked for a clause of theirs.</param>
    internal FindingWords? WordsIn(Func<string, RuleEdition> edition, Func<OperatorRulesInUse, RulePack?>? own = null) => Words ?? (Reason is { } reason
        ? FindingWords.Of(Own is null ? edition(reason.Edition).Find(Rule, Clause) : own?.Invoke(Own)?.Find(Rule, Clause), Own?.Version ?? reason.Edition, reason.Key, reason.Values)
        : null);

    internal static ComplianceFinding Of(Finding finding, Assessment assessment) => new(
        finding.Rule.Id, finding.Rule.Clause, finding.Verdict, finding.Effect, finding.Field,
        [.. assessment.FactsUsed(finding.Rule).Select(Shortened)])
    {
        Reason = new(assessment.PackVersion, finding.Reason!.Kind.Key, finding.Reason.Values),
        Own = OwnOf(finding, assessment),
    };

    /// <param name="name">Rule id and clause, e.g. <c>LS-006/mark</c>.</param>
    /// <param name="own">The rules of the operator's own that were asked.</param>
    internal static ComplianceFinding Met(string name, OperatorRulesInUse? own)
    {
        var parts = name.Split('/', 2);
        return new(parts[0], parts[1], RuleVerdict.Pass, FindingEffect.None, null, []) { Own = IsOwn(parts[0]) ? own : null };
    }

    /// <summary>Whether a rule of that id is an operator's own.</summary>
    internal static bool IsOwn(string rule) => rule.StartsWith(RulePack.OperatorIds, StringComparison.Ordinal);

    private static OperatorRulesInUse? OwnOf(Finding finding, Assessment assessment) =>
        finding.Rule.Pack == RulePack.OperatorCode ? assessment.Listing.Operator.OwnRules : null;

    private static FactUsed Shortened(FactUsed fact) => fact.Value?.Length > LongestValue ? fact with { Value = Excerpt.Of(fact.Value) } : fact;
}

/// <summary>A waiver as a verdict names it.</summary>
/// <param name="Until">The day on which it no longer holds.</param>
internal sealed record NamedWaiver(WaiverId Id, DateOnly Until);

/// <summary>A reason as it is kept.</summary>
/// <param name="Edition">The edition whose words they are.</param>
/// <param name="Key">As the pack calls it.</param>
/// <param name="Values">In the order of the check's.</param>
internal sealed record KeptReason(string Edition, string Key, IReadOnlyList<string> Values);
