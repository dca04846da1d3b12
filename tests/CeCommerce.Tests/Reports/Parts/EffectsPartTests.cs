using CeCommerce.Listings;
using CeCommerce.Listings.Waivers;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Reported;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class EffectsPartTests
{
    private const string Now = "effects_at_instant";
    private const string Before = "caught_before_shelf";
    private const string Off = "taken_off_shelf";
    private const string Recalled = "recalled_units";
    private const string OpenRecall = "LS-015/open-recall";

    private static readonly ListingFacts ByLaw = AirConditioner.With(Of(FactCode.PseMark, PseMark.None));
    private static readonly ListingFacts ByPolicy = AirConditioner.With(Of(FactCode.RecallResult, RecallResult.Open));
    private static readonly ListingFacts DataMissing = AirConditioner.Without(FactCode.PseMark);
    private static readonly WaiverId Granted = new(Guid.Parse("019a0000-0000-7000-8000-0000000000aa"));

    [Fact]
    public void What_keeps_a_listing_off_the_shelf_is_counted_once_and_law_before_policy()
    {
        var both = ByLaw.With(Of(FactCode.RecallResult, RecallResult.Open));
        var (law, policy, missing, sold) = (Blocked(both), Blocked(ByPolicy), Blocked(DataMissing), Blocked(ByLaw).Moved("withdrawn", ListingState.Withdrawn, On(10, 9)));
        var drawn = Draw(law, policy, missing, sold, Drafted(AirConditioner).Judged(On(10, 1), AirConditioner));

        Assert.Equal([law.Id.ToString()], drawn.Behind(Now, "by_law", "total"));
        Assert.Equal([policy.Id.ToString()], drawn.Behind(Now, "by_policy", "reuse"));
        Assert.Equal([missing.Id.ToString()], drawn.Behind(Now, "data_missing", "total"));
        Assert.Equal(0, drawn.Value(Now, "suspended", "total"));
    }

    [Fact]
    public void What_the_platform_took_down_is_told_apart()
    {
        var drawn = Draw(Drafted(AirConditioner).Judged(On(10, 1), AirConditioner).Published(On(10, 2)).Moved("suspended", ListingState.Suspended, On(10, 3)));

        Assert.Equal(1, drawn.Value(Now, "suspended", "total"));
        Assert.Equal(0, drawn.Value(Now, "by_policy", "total"));
    }

    [Fact]
    public void A_listing_in_grace_is_shown_with_the_day_on_which_it_comes_off()
    {
        var refused = Result(ByPolicy) with { GraceUntil = new(2026, 12, 1) };
        var drawn = Draw(Drafted(ByPolicy).Published(On(10, 2)).Judged(On(10, 3), refused), Drafted(ByPolicy).Published(On(10, 2)).Judged(On(10, 3), refused with { GraceUntil = new(2026, 11, 20) }));

        Assert.Equal(1, drawn.Value(Now, "in_grace", "total"));
        Assert.Equal(["2026-12-01"], drawn.RowsOf("grace_by_day"));
        Assert.Equal(11, drawn.Value("grace_by_day", "2026-12-01", "left"));
    }

    [Fact]
    public void A_waived_finding_is_shown_with_its_waiver_while_that_holds()
    {
        var (holds, over) = (Waived(new(2026, 11, 21)), Waived(new(2026, 11, 20)));
        var context = Context() with { Waivers = [Waiver.Grant(Granted, Owner, null, new(OpenRecall, "x", new("y", null, null), new(2026, 10, 1), new(2026, 11, 21)), "audit-app", On(10, 1))] };
        var drawn = Reported.Draw(new EffectsPart(context), context, holds, over);

        Assert.Equal([holds.Id.ToString()], drawn.Behind(Now, "waived", "total"));
        var row = Assert.Single(drawn.RowsOf("waived_findings"));
        Assert.Equal($"{Granted} {OpenRecall}", row);
        Assert.Equal(1, drawn.Value("waived_findings", row, "shelf"));
        Assert.Equal("every listing of the operator", drawn.Words("waived_findings", row, "scope"));
        Assert.Equal(new DateOnly(2026, 11, 21), drawn.Cell("waived_findings", row, "until").Day);
    }

    [Fact]
    public void What_was_stopped_before_the_shelf_was_mended_or_withdrawn_or_is_still_stopped()
    {
        var mended = Blocked(DataMissing).Judged(On(10, 5), AirConditioner).Published(On(10, 5));
        var ready = Blocked(ByLaw).Judged(On(10, 5), AirConditioner);
        var drawn = Draw(
            mended, ready, Blocked(ByLaw), Blocked(ByPolicy).Moved("withdrawn", ListingState.Withdrawn, On(10, 6)), Drafted(AirConditioner).Judged(On(10, 1), AirConditioner),
            // Stopped when it had been on the shelf, and before the period.
            Drafted(AirConditioner).Judged(On(10, 1), AirConditioner).Published(On(10, 2)).Judged(On(10, 3), ByLaw), Drafted(ByLaw).Judged(On(9, 30), ByLaw));

        Assert.Equal(4, drawn.Value(Before, "all", "total"));
        Assert.Equal(2, drawn.Value(Before, "all", "by_law"));
        Assert.Equal(1, drawn.Value(Before, "all", "data_missing"));
        Assert.Equal([mended.Id.ToString(), ready.Id.ToString()], drawn.Behind(Before, "mended", "total"));
        Assert.Equal(1, drawn.Value(Before, "blocked", "by_law"));
        Assert.Equal(1, drawn.Value(Before, "withdrawn", "by_policy"));
    }

    [Fact]
    public void Taken_off_by_the_standards_is_not_paused_by_the_operator()
    {
        var shown = Drafted(AirConditioner).Judged(On(10, 1), AirConditioner).Published(On(10, 2));
        var fell = shown.Judged(On(11, 3), ByLaw).Moved("paused", ListingState.Paused, On(11, 3));
        var drawn = Draw(fell, shown.Moved("paused", ListingState.Paused, On(11, 3)), shown.Moved("sold", ListingState.Sold, On(11, 3)).Judged(On(11, 4), ByLaw).Moved("paused", ListingState.Paused, On(11, 4)));

        Assert.Equal([fell.Id.ToString()], drawn.Behind(Off, "2026-11", "by_law"));
        Assert.Equal(1, drawn.Value(Off, "2026-11", "total"));
        Assert.Equal(0, drawn.Value(Off, "2026-10", "total"));
    }

    [Fact]
    public void A_unit_under_recall_counts_once_whatever_its_listings()
    {
        var caught = Drafted(AirConditioner).Judged(On(10, 1), AirConditioner).Published(On(10, 2)).Judged(On(10, 8), ByPolicy).Moved("paused", ListingState.Paused, On(10, 8));
        var again = Blocked(ByPolicy) with { ItemId = caught.ItemId };
        var remedied = Blocked(ByPolicy).Judged(On(10, 9), AirConditioner);
        var drawn = Draw(caught, again, remedied);

        Assert.Equal(2, drawn.Value(Recalled, OpenRecall, "units"));
        Assert.Equal([caught.Id.ToString()], drawn.Behind(Recalled, OpenRecall, "shelf"));
        Assert.Equal(1, drawn.Value(Recalled, OpenRecall, "open"));
    }

    private static Compliance Result(ListingFacts facts) => Compliance.Of(StandardsEngine.Current.Assess(facts));

    private static ReportedListing Blocked(ListingFacts facts) => Drafted(facts).Judged(On(10, 1), facts);

    private static ReportedListing Waived(DateOnly until)
    {
        var found = Result(ByPolicy);
        var waived = found with { MayPublish = true, Findings = [.. found.Findings.Select(finding => finding.Name == OpenRecall ? finding with { Waiver = new(Granted, until) } : finding)] };
        return Drafted(ByPolicy).Judged(On(10, 1), waived).Published(On(10, 2));
    }

    private static DrawnPart Draw(params ReportedListing[] listings)
    {
        var context = Context();
        return Reported.Draw(new EffectsPart(context), context, listings);
    }
}
