using CeCommerce.Listings;

namespace CeCommerce.Tests.Listings;

public sealed class ListingMovesTests
{
    private static readonly ListingActor[] Actors = Enum.GetValues<ListingActor>();

    [Fact]
    public void No_move_leads_to_where_the_listing_stands()
    {
        foreach (var state in Enum.GetValues<ListingState>())
        {
            Assert.DoesNotContain(state, Next(state));
        }
    }

    [Fact]
    public void A_withdrawn_listing_stays_withdrawn() => Assert.Empty(Next(ListingState.Withdrawn));

    [Fact]
    public void Every_state_but_draft_can_be_reached() => Assert.Equal(
        Enum.GetValues<ListingState>().Where(state => state != ListingState.Draft),
        Enum.GetValues<ListingState>().SelectMany(Next).Distinct().Order());

    [Fact]
    public void Only_the_platform_suspends_and_lifts()
    {
        Assert.Empty(ListingMoves.From(ListingState.Suspended, ListingActor.Owner));
        Assert.NotEmpty(ListingMoves.From(ListingState.Suspended, ListingActor.Platform));
        Assert.All(Enum.GetValues<ListingState>(), state => Assert.DoesNotContain(ListingState.Suspended, ListingMoves.From(state, ListingActor.Owner)));
    }

    private static IEnumerable<ListingState> Next(ListingState state) => Actors.SelectMany(by => ListingMoves.From(state, by));
}
