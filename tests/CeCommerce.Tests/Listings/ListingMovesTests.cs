using CeCommerce.Listings;

namespace CeCommerce.Tests.Listings;

public sealed class ListingMovesTests
{
    [Fact]
    public void Every_state_has_a_line_in_the_table()
    {
        foreach (var state in Enum.GetValues<ListingState>())
        {
            Assert.DoesNotContain(state, ListingMoves.From(state));
        }
    }

    [Fact]
    public void A_withdrawn_listing_stays_withdrawn() => Assert.Empty(ListingMoves.From(ListingState.Withdrawn));

    [Fact]
    public void Every_state_but_draft_can_be_reached() => Assert.Equal(
        Enum.GetValues<ListingState>().Where(state => state != ListingState.Draft),
        Enum.GetValues<ListingState>().SelectMany(ListingMoves.From).Distinct().Order());
}
