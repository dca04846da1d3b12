using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;

namespace CeCommerce.Tests.Listings;

/// <summary>Verdicts and facts as they stand in jsonb columns, of this version and of those before.</summary>
public sealed class StoredComplianceTests
{
    private const string Before =
        """
        {"verdict":"Fail","packVersion":"jp-2026.11.1","mayPublish":false,"findings":[
          {"rule":"LS-006","clause":"mark","verdict":"Fail","effect":"LegalBlock","field":"pseMark","message":{"ja":"a","en":"b"},"remedy":{"ja":"c","en":"d"},"facts":[]},
          {"rule":"OP-002","clause":"category","verdict":"Unknown","effect":"PolicyBlock","facts":[]},
          {"rule":"LS-017","clause":"repairs","verdict":"Pass","effect":"None","facts":[]}]}
        """;

    [Fact]
    public void A_verdict_of_before_reads_as_it_was_given() => Assert.Equal(
        [FindingEffect.LegalBlock, FindingEffect.PolicyBlock, FindingEffect.None], JsonColumn.Read<Compliance>(Before).Findings.Select(finding => finding.Effect));

    [Fact]
    public void A_criterion_is_kept_as_a_warning_for_servers_that_know_no_criteria()
    {
        var given = Compliance.Of(StandardsEngine.Current.Assess(LeaseCases.Untold(LeaseCases.Lent("washing_machine"))));
        var stored = JsonColumn.Write(given);
        Assert.DoesNotContain("LegalCriterion", stored, StringComparison.Ordinal);
        Assert.Contains("\"effect\":\"Warn\"", stored, StringComparison.Ordinal);
        Assert.True(JsonColumn.Read<Compliance>(stored).SaysTheSameAs(given));
        Assert.Contains(FindingEffect.LegalCriterion, JsonColumn.Read<Compliance>(stored).Findings.Select(finding => finding.Effect));
    }

    [Fact]
    public void Facts_that_were_judged_keep_what_was_told_before_the_lease()
    {
        var lent = LeaseCases.Lent("washing_machine");
        Assert.Equal(LeaseCases.Told, JsonColumn.Read<ListingFacts>(JsonColumn.Write(lent)).LeaseDisclosure);
        Assert.Null(JsonColumn.Read<ListingFacts>(JsonColumn.Write(LeaseCases.Untold(lent))).LeaseDisclosure);
    }
}
