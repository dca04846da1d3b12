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
/// <param name="Findings">Every clause that applied, met or not.</param>
[JsonConverter(typeof(ComplianceJson))]
public sealed record Compliance(AssessmentVerdict Verdict, string PackVersion, bool MayPublish, IReadOnlyList<ComplianceFinding> Findings)
{
    /// <summary>First day on which what blocks it takes it off the shelf, when all of that is new with an edition of the rules; else null.</summary>
    public DateOnly? GraceUntil { get; init; }

    /// <summary>The rules of the operator's own that were asked too; null when it had none.</summary>
    public OperatorRulesInUse? OwnRules { get; init; }

    /// <summary>Whether it may stay on the shelf where it stands there.</summary>
    internal bool MayStay => MayPublish || GraceUntil is not null;

    /// <summary>By the rules in use.</summary>
    internal static Compliance Of(StandardsEngine standards, ListingFacts facts)
    {
        var assessment = standards.Assess(facts);
        return Of(assessment) with { GraceUntil = standards.GraceOf(assessment) };
    }

    public static Compliance Of(Assessment assessment) => new(
        assessment.Verdict, assessment.PackVersion, assessment.CanPublish, [.. assessment.Findings.Select(finding => ComplianceFinding.Of(finding, assessment))])
    {
        OwnRules = assessment.Listing.Operator.OwnRules,
    };

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
    public bool SaysTheSameAs(Compliance other) =>
        (Verdict, PackVersion, OwnRules, MayPublish, GraceUntil) == (other.Verdict, other.PackVersion, other.OwnRules, other.MayPublish, other.GraceUntil)
        && Findings.Count == other.Findings.Count
        && Findings.Select(finding => finding.Conclusion).ToHashSet().SetEquals(other.Findings.Select(finding => finding.Conclusion));

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

    internal (string Rule, string Clause, RuleVerdict Verdict, FindingEffect Effect, string? Waiver) Conclusion => (Rule, Clause, Verdict, Effect, Waiver?.Id.ToString());

    /// <summary>Why it is not met and what to do; null when met.</summary>
    /// <param name="edition">Finds an edition by its version.</param>
    /// <param name="own">Finds an operator's own rules; only asked for a clause of theirs.</param>
    internal FindingWords? WordsIn(Func<string, RuleEdition> edition, Func<OperatorRulesInUse, RulePack?>? own = null) => Words ?? (Reason is { } reason
        ? FindingWords.Of(Own is null ? edition(reason.Edition).Find(Rule, Clause) : own?.Invoke(Own)?.Find(Rule, Clause), Own?.Version ?? reason.Edition, reason.Key, reason.Values)
        : null);

    internal static ComplianceFinding Of(Finding finding, Assessment assessment) => finding.Verdict == RuleVerdict.Pass
        ? new(finding.Rule.Id, finding.Rule.Clause, finding.Verdict, FindingEffect.None, null, []) { Own = OwnOf(finding, assessment) }
        : new(
            finding.Rule.Id, finding.Rule.Clause, finding.Verdict, finding.Effect, finding.Field,
            [.. finding.FactsUsed(assessment.Listing).Select(Shortened)])
        {
            Reason = new(assessment.PackVersion, finding.Reason!.Kind.Key, finding.Reason.Values),
            Own = OwnOf(finding, assessment),
        };

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
