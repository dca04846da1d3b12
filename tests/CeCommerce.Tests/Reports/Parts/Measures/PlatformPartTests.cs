using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Measures;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Tests.Reports.Parts.Circularity;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Circularity.SoldListings;

namespace CeCommerce.Tests.Reports.Parts.Measures;

public sealed class PlatformPartTests
{
    private const string Counts = "platform_counts";

    private static readonly ListingFacts Phone = SampleListings.Smartphone;

    private static readonly ListingFacts Recalled = SampleListings.AirConditioner.With(SampleListings.Of(FactCode.RecallResult, RecallResult.Open));

    [Fact]
    public void Operators_and_their_permits_are_counted_as_they_stood()
    {
        var permit = new DealerLicence("301234567890", 13, [KobutsuCategory.MachinesTools], "株式会社めぐる", new(2020, 1, 1), null);
        var (held, ended) = (Joined(permit), Joined(permit with { ValidTo = new(2026, 11, 19) }));
        var drawn = Drawn([held, ended]);

        Assert.Equal(2, drawn.Value(Counts, "operators", "count"));
        Assert.Equal([held.Id.ToString(), ended.Id.ToString()], drawn.Behind(Counts, "operators", "count"));
        Assert.Equal([held.Id.ToString()], drawn.Behind(Counts, "operators_with_permit", "count"));
        Assert.Equal(1, drawn.Value(Counts, "permits", "count"));
        Assert.Equal(0, drawn.Value(Counts, "shops_notified", "count"));
    }

    [Fact]
    public void Listings_are_counted_with_what_kept_them_off()
    {
        var shown = Listed(Phone).Judged(Phone, On(10, 2));
        var paused = Listed(Recalled).Judged(Recalled, On(10, 5)).Moved("paused", ListingState.Paused, On(10, 5));
        var suspended = Listed(Phone).Judged(Phone, On(10, 2)).Moved("suspended", ListingState.Suspended, On(10, 8));
        var drawn = Drawn([], shown, paused, suspended);

        Assert.Equal([shown.Id.ToString()], drawn.Behind(Counts, "published", "count"));
        Assert.Equal(3, drawn.Value(Counts, "published_in_period", "count"));
        Assert.Equal([paused.Id.ToString()], drawn.Behind(Counts, "kept_off", "count"));
        Assert.Equal([paused.Id.ToString()], drawn.Behind(Counts, "taken_off", "count"));
        Assert.Equal([paused.Id.ToString()], drawn.Behind(Counts, "recalls", "count"));
        Assert.Equal([suspended.Id.ToString()], drawn.Behind(Counts, "suspended", "count"));
        Assert.Equal([suspended.Id.ToString()], drawn.Behind(Counts, "suspended_now", "count"));
        Assert.Equal([paused.Id.ToString()], drawn.Behind("platform_grounds", "LS-015/open-recall", "count"));
    }

    [Fact]
    public void What_nobody_records_has_no_value()
    {
        var drawn = Drawn([]);

        Assert.All(
            (string[])["complaints", "identity_requests", "removal_requests", "disclosure_requests"],
            row => Assert.EndsWith("not recorded", drawn.Missing(Counts, row, "count"), StringComparison.Ordinal));
        Assert.All(drawn.Table("platform_times").Rows, row => Assert.NotNull(row.Cells[0].Figure!.Missing));
    }

    [Fact]
    public void The_measures_name_rules_that_there_are() => Assert.All(
        Drawn([]).Table("platform_measures").Rows.Select(row => row.Cells[0].Text!.En),
        named => Assert.All(named.Split(", "), rule => Assert.Contains(RuleIds, id => id == rule || id.StartsWith(rule + "/", StringComparison.Ordinal))));

    [Fact]
    public void A_report_of_the_platform_has_this_page_alone() =>
        Assert.Equal(["platform_measures"], ReportParts.Of(Context(ReportKind.Platform)).Select(part => part.Draw().Code));

    private static IReadOnlyList<string> RuleIds => [.. Context().Edition.Packs.SelectMany(pack => pack.Rules).Select(rule => rule.ToString())];

    private static ReportedOperator Joined(params DealerLicence[] permits) => new(new(Guid.CreateVersion7(On(1, 1))), On(1, 1), new(OperatorProfile.Empty with { LegalName = "株式会社めぐる" }, permits, []), On(11, 20));

    private static DrawnTables Drawn(ReportedOperator[] operators, params ReportedListing[] listings)
    {
        var context = Context(ReportKind.Platform);
        var part = new PlatformPart(context);
        foreach (var joined in operators)
        {
            part.Add(joined);
        }

        return Draw(part, context, listings);
    }
}
