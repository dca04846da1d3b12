using CeCommerce.Listings;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Reading;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Reported;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class ListingsPartTests
{
    private static readonly ReportedListing Shown = Drafted(SampleListings.AirConditioner).Published(On(10, 2)).Moved("paused", ListingState.Paused, On(10, 3)).Published(On(11, 4));
    private static readonly ReportedListing Lent = Drafted(LeaseCases.Lent("air_conditioner"));
    private static readonly ReportedListing Sold = Drafted(SampleListings.Coat).Published(On(10, 2)).Moved("sold", ListingState.Sold, On(10, 9));

    [Fact]
    public void Listings_stand_by_goods_and_kind_and_those_that_ended_by_state()
    {
        var drawn = Draw();

        Assert.Equal(["air_conditioner", "no_such_goods"], drawn.RowsOf("listings_by_category"));
        Assert.Equal(2, drawn.Value("listings_by_category", "air_conditioner", "total"));
        Assert.Equal(1, drawn.Value("listings_by_category", "air_conditioner", "reuse"));
        Assert.Equal(1, drawn.Value("listings_by_category", "air_conditioner", "sharing"));
        Assert.Equal([Shown.Id.ToString()], drawn.Behind("listings_by_category", "air_conditioner", "published"));
        Assert.Equal([Sold.Id.ToString()], drawn.Behind("listings_by_state", "sold", "reuse"));
        Assert.Equal(0, drawn.Value("listings_by_state", "withdrawn", "total"));
    }

    [Fact]
    public void What_happened_counts_listings_in_the_period_and_moves_by_month()
    {
        var drawn = Draw();

        Assert.Equal(4, drawn.Value("listings_in_period", "drafted", "total"));
        Assert.Equal(2, drawn.Value("listings_in_period", "published", "total"));
        Assert.Equal(2, drawn.Value("listings_in_period", "first_published", "total"));
        Assert.Equal(1, drawn.Value("listings_in_period", "sold", "total"));
        Assert.Equal(2, drawn.Value("listing_moves_by_month", "2026-10", "published"));
        Assert.Equal(1, drawn.Value("listing_moves_by_month", "2026-11", "published"));
        Assert.Equal(0, drawn.Value("listing_moves_by_month", "2026-11", "sold"));
    }

    [Fact]
    public void What_came_before_the_period_is_not_of_it()
    {
        var old = Shown with { Moves = [new("drafted", ListingState.Draft, On(9, 1)), new("published", ListingState.Published, On(9, 30)), new("paused", ListingState.Paused, On(10, 1)), new("published", ListingState.Published, On(10, 2))] };
        var context = Context();
        var drawn = Reported.Draw(new ListingsPart(context), context, old);

        Assert.Equal(0, drawn.Value("listings_in_period", "drafted", "total"));
        Assert.Equal(1, drawn.Value("listings_in_period", "published", "total"));
        Assert.Equal(0, drawn.Value("listings_in_period", "first_published", "total"));
    }

    private static DrawnPart Draw()
    {
        var context = Context();
        return Reported.Draw(new ListingsPart(context), context, Shown, Lent, Sold, Drafted(SampleListings.Coat with { Category = "no_such_goods" }));
    }
}
