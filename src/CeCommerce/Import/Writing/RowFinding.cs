using CeCommerce.Import.Values;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Import.Writing;

/// <summary>One finding of a row as it is kept with the job, in both languages.</summary>
/// <param name="Rule">A standard (<c>LS-006</c>) or what an item is (<c>ITEM-GTIN</c>).</param>
/// <param name="Verdict">Broken, or lacking a value.</param>
/// <param name="Severity">What that does to the row.</param>
/// <param name="Field">The field to look at; empty when it concerns the whole row.</param>
/// <param name="Message">Why it is not met.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RowFinding(string Rule, FindingVerdict Verdict, ImportSeverity Severity, string Field, LocalText Message, LocalText Remedy)
{
    /// <summary>A finding quotes what stands in the row, which no database may be able to hold.</summary>
    internal static RowFinding Of(ImportFinding finding) =>
        new(finding.Rule, FindingVerdict.Fail, finding.Severity, ShownValue.Storable(finding.Field), ShownValue.Storable(finding.Message), finding.Remedy);

    internal static RowFinding Of(ItemRule rule, string field) =>
        new(rule.Id, FindingVerdict.Fail, ImportSeverity.Block, field, rule.Message, rule.Remedy);

    /// <summary>A refusal of the limits that every listing has, whatever door it comes by.</summary>
    internal static RowFinding Of(IUserError error) => new(
        ItemRules.ValueUnreadable.Id, FindingVerdict.Fail, ImportSeverity.Block, string.Join('.', error.Path.Where(step => step is not ("input" or "item" or "offer"))),
        error.Message, ItemRules.ValueUnreadable.Remedy);

    /// <summary>The clauses that are not met; what is met is not worth a line.</summary>
    internal static IEnumerable<RowFinding> Unmet(Compliance compliance, StandardsEngine standards) =>
        compliance.Findings.Where(finding => finding.Effect != FindingEffect.None).Select(finding => Of(finding, finding.WordsIn(_ => standards.Edition, standards.RulesOf)!));

    private static RowFinding Of(ComplianceFinding finding, FindingWords words) => new(
        finding.Rule,
        finding.Verdict == RuleVerdict.Unknown ? FindingVerdict.Unknown : FindingVerdict.Fail,
        finding.Effect switch
        {
            FindingEffect.LegalBlock or FindingEffect.PolicyBlock => ImportSeverity.Block,
            FindingEffect.Warn or FindingEffect.LegalCriterion => ImportSeverity.Warn,
            FindingEffect.Info or FindingEffect.None => ImportSeverity.Info,
            _ => throw new ArgumentOutOfRangeException(nameof(finding)),
        },
        finding.Field ?? "",
        words.Message,
        words.Remedy);
}

/// <summary>How a rule is not met.</summary>
public enum FindingVerdict
{
    /// <summary>It is broken.</summary>
    Fail,

    /// <summary>A value that it needs is missing.</summary>
    Unknown,
}
