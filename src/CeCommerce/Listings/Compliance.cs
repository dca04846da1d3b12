using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>The verdict of the standards as it is kept with a listing: readable on its own, also when the pack has moved on.</summary>
/// <param name="Verdict">The whole listing in one word.</param>
/// <param name="PackVersion">The version of the rules that gave it.</param>
/// <param name="MayPublish">False when a blocking rule is not met or lacks a fact.</param>
/// <param name="Findings">Every clause that applied, met or not.</param>
public sealed record Compliance(AssessmentVerdict Verdict, string PackVersion, bool MayPublish, IReadOnlyList<ComplianceFinding> Findings)
{
    public static Compliance Of(Assessment assessment) => new(
        assessment.Verdict, assessment.PackVersion, assessment.CanPublish, [.. assessment.Findings.Select(finding => ComplianceFinding.Of(finding, assessment.Listing))]);

    /// <summary>Whether both come to the same conclusion, clause by clause; how it is worded may differ from day to day.</summary>
    public bool SaysTheSameAs(Compliance other) =>
        (Verdict, PackVersion, MayPublish) == (other.Verdict, other.PackVersion, other.MayPublish)
        && Findings.Select(finding => finding.Conclusion).SequenceEqual(other.Findings.Select(finding => finding.Conclusion));
}

/// <summary>What one clause says of the listing.</summary>
/// <param name="Rule">Rule id, e.g. <c>LS-006</c>.</param>
/// <param name="Clause">The clause within the rule.</param>
/// <param name="Field">The field to look at; null when met.</param>
/// <param name="Message">Why it is not met; null when met.</param>
/// <param name="Remedy">What to do; null when met.</param>
/// <param name="Facts">The values that the rule looked at; kept only when not met.</param>
public sealed record ComplianceFinding(
    string Rule,
    string Clause,
    RuleVerdict Verdict,
    [property: JsonConverter(typeof(KeptEffect))] FindingEffect Effect,
    string? Field,
    LocalText? Message,
    LocalText? Remedy,
    IReadOnlyList<FactUsed> Facts)
{
    /// <summary>Kept beside the warning that <see cref="KeptEffect"/> makes of a criterion; null otherwise.</summary>
    [JsonPropertyName("criterion")]
    public bool? KeptCriterion
    {
        get => Effect == FindingEffect.LegalCriterion ? true : null;
        init => Effect = value == true ? FindingEffect.LegalCriterion : Effect;
    }

    internal (string Rule, string Clause, RuleVerdict Verdict, FindingEffect Effect) Conclusion => (Rule, Clause, Verdict, Effect);

    public static ComplianceFinding Of(Finding finding, ListingFacts listing) => finding.Verdict == RuleVerdict.Pass
        ? new(finding.Rule.Id, finding.Rule.Clause, finding.Verdict, FindingEffect.None, null, null, null, [])
        : new(
            finding.Rule.Id, finding.Rule.Clause, finding.Verdict, finding.Effect, finding.Field, finding.Message, finding.Remedy,
            finding.FactsUsed(listing));
}

/// <summary>Servers of the version before know no criteria: they read a warning, which is the nearest that they know. The release after this one may write the word itself.</summary>
internal sealed class KeptEffect : JsonConverter<FindingEffect>
{
    public override FindingEffect Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Enum.Parse<FindingEffect>(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, FindingEffect value, JsonSerializerOptions options) =>
        writer.WriteStringValue((value == FindingEffect.LegalCriterion ? FindingEffect.Warn : value).ToString());
}
