using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
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
        ["LS-006/mark LegalBlock", "LS-017/repairs None", "OP-002/category PolicyBlock"], JsonColumn.Read<Compliance>(Before).AllIn(null).Select(finding => $"{finding.Name} {finding.Effect}"));

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
    public void What_is_kept_of_a_verdict_has_no_words_and_is_read_in_the_words_that_were_given()
    {
        foreach (var listing in (ListingFacts[])[
            SampleListings.Coat with { Title = "新品同様 {words}", Description = new string('あ', 500) + "世界最安値" },
            SampleListings.AirConditioner with { Facts = ItemFacts.Empty, CosmeticGrade = null },
            LeaseCases.Untold(LeaseCases.Lent("office_desk")), SampleListings.Smartphone with { Facts = ItemFacts.Empty }])
        {
            var given = Compliance.Of(StandardsEngine.Current.Assess(listing));
            var stored = JsonColumn.Write(given);
            Assert.DoesNotContain("message", stored, StringComparison.Ordinal);
            Assert.InRange(stored.Length, 100, 4_000);
            var read = JsonColumn.Read<Compliance>(stored);
            Assert.Equal(given.AllIn(RuleEdition.Current).Select(Said), read.AllIn(RuleEdition.Current).Select(Said));
            Assert.Equal(
                StandardsEngine.Current.Assess(listing).Findings.Where(finding => finding.Verdict == RuleVerdict.Pass).Select(finding => finding.Rule.ToString()).Order(StringComparer.Ordinal),
                read.AllIn(RuleEdition.Current).Where(finding => finding.Verdict == RuleVerdict.Pass).Select(finding => finding.Name).Order(StringComparer.Ordinal));
            Assert.True(read.SaysTheSameAs(given));
            Assert.Equal(stored, JsonColumn.Write(read));
        }

        static string Said(ComplianceFinding one) => $"{one.Rule}/{one.Clause} {one.Verdict} {one.Effect} {one.Field} {Words(one)} {string.Join(';', one.Facts)}";
    }

    [Fact]
    public void A_verdict_of_before_keeps_its_words() => Assert.Equal(
        [("a", "d"), (null, null)],
        JsonColumn.Read<Compliance>(JsonColumn.Write(JsonColumn.Read<Compliance>(Before))).Findings.OrderBy(finding => finding.Rule, StringComparer.Ordinal)
            .Select(finding => (Words(finding)?.Message.Ja, Words(finding)?.Remedy.En)).OrderByDescending(words => words.Item1));

    [Fact]
    public void A_verdict_of_an_edition_that_is_not_known_says_so()
    {
        var read = JsonColumn.Read<Compliance>("""{"verdict":"Fail","packVersion":"jp-2099.1.1","mayPublish":false,"findings":[{"rule":"LS-999","clause":"x","verdict":"Fail","effect":"Warn","reason":"odd","facts":[]}],"met":[]}""");
        Assert.Contains("jp-2099.1.1", Words(Assert.Single(read.Findings))!.Message.En, StringComparison.Ordinal);
    }

    private static FindingWords? Words(ComplianceFinding finding) => finding.WordsIn(_ => RuleEdition.Current);

    [Fact]
    public void Facts_that_were_judged_keep_what_was_told_before_the_lease()
    {
        var lent = LeaseCases.Lent("washing_machine");
        Assert.Equal(LeaseCases.Told, JsonColumn.Read<ListingFacts>(JsonColumn.Write(lent)).LeaseDisclosure);
        Assert.Null(JsonColumn.Read<ListingFacts>(JsonColumn.Write(LeaseCases.Untold(lent))).LeaseDisclosure);
    }
}
