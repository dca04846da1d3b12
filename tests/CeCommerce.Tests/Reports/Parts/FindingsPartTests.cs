using CeCommerce.Listings;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Reported;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class FindingsPartTests
{
    private const string Open = "open_findings";
    private const string Ages = "findings_by_age";
    private const string Mark = "LS-006/mark";

    private static readonly ListingFacts Unmarked = AirConditioner.With(Of(FactCode.PseMark, PseMark.None));
    private static readonly ListingFacts Unknown = AirConditioner.Without(FactCode.PseMark);

    [Fact]
    public void What_is_unmet_counts_by_clause_with_law_and_remedy()
    {
        var (failed, unknown) = (Drafted(Unmarked).Judged(On(11, 1), Unmarked), Drafted(Unknown).Published(On(10, 2)).Judged(On(11, 10), Unknown));
        var drawn = Draw(failed, unknown, Drafted(AirConditioner).Judged(On(11, 1), AirConditioner), Drafted(Unmarked).Judged(On(11, 1), Unmarked).Moved("withdrawn", ListingState.Withdrawn, On(11, 2)));

        Assert.Equal(Mark, drawn.RowsOf(Open).First());
        Assert.Equal([failed.Id.ToString(), unknown.Id.ToString()], drawn.Behind(Open, Mark, "listings"));
        Assert.Equal([unknown.Id.ToString()], drawn.Behind(Open, Mark, "shelf"));
        Assert.Equal(1, drawn.Value(Open, Mark, "failed"));
        Assert.Equal(1, drawn.Value(Open, Mark, "unknown"));
        Assert.Equal(0, drawn.Value(Open, Mark, "waived"));
        Assert.Equal("Law", drawn.Words(Open, Mark, "status"));
        Assert.Equal("Blocked by law", drawn.Words(Open, Mark, "effect"));
        Assert.False(string.IsNullOrWhiteSpace(drawn.Words(Open, Mark, "law")));
        Assert.False(string.IsNullOrWhiteSpace(drawn.Cell(Open, Mark, "remedy").Text!.Ja));
    }

    [Fact]
    public void A_finding_is_as_old_as_the_unbroken_run_of_verdicts_with_it()
    {
        // Unknown becomes not met: the same run. What was mended in between began anew.
        var run = Drafted(Unknown).Judged(On(8, 1), AirConditioner).Judged(On(9, 1), Unknown).Judged(On(10, 1), Unmarked);
        var anew = Drafted(Unmarked).Judged(On(1, 1), Unmarked).Judged(On(2, 1), AirConditioner).Judged(On(11, 14), Unmarked);
        var drawn = Draw(run, anew);

        Assert.Equal(new DateOnly(2026, 9, 1), drawn.Cell(Open, Mark, "since").Day);
        Assert.Equal([run.Id.ToString()], drawn.Behind(Ages, Mark, "days_90"));
        Assert.Equal([anew.Id.ToString()], drawn.Behind(Ages, Mark, "days_7"));
        Assert.Equal(0, drawn.Value(Ages, Mark, "days_30"));
    }

    [Theory]
    [InlineData(11, 13, "days_7")]
    [InlineData(11, 12, "days_30")]
    [InlineData(10, 21, "days_30")]
    [InlineData(10, 20, "days_90")]
    [InlineData(8, 22, "days_90")]
    [InlineData(8, 21, "days_over_90")]
    public void Days_fall_into_their_bucket(int month, int day, string bucket) => Assert.Equal(1, Draw(Drafted(Unmarked).Judged(On(month, day), Unmarked)).Value(Ages, Mark, bucket));

    [Fact]
    public void A_clause_that_the_edition_no_longer_has_is_named_and_not_explained()
    {
        var found = Compliance.Of(StandardsEngine.Current.Assess(Unmarked));
        var drawn = Draw(Drafted(Unmarked).Judged(On(11, 1), found with { Findings = [found.Findings[0] with { Rule = "OLD-001", Clause = "gone" }] }));

        Assert.Equal(["OLD-001/gone"], drawn.RowsOf(Open));
        Assert.Null(drawn.Words(Open, "OLD-001/gone", "law"));
        Assert.Contains("no such clause", drawn.Words(Open, "OLD-001/gone", "remedy"), StringComparison.Ordinal);
    }

    private static DrawnPart Draw(params ReportedListing[] listings)
    {
        var context = Context();
        return Reported.Draw(new FindingsPart(context), context, listings);
    }
}
