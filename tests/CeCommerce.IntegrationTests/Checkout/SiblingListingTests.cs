using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Listings;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>Two listings over one item: when one is sold the other leaves the shelf, whenever it came there.</summary>
public sealed class SiblingListingTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task A_listing_that_is_published_while_its_item_is_being_sold_does_not_stay_on_the_shelf()
    {
        var hold = await shop.Ready();
        await using var publisher = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var publishing = await publisher.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var sibling = await PublishAsync(publisher, hold.ListingId);

        // The sale has read its hold by now and waits for the claim, which whoever publishes has looked at.
        var placing = shop.Place(hold);
        await WaitingAsync();
        await publishing.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Null((await placing).Error);
        Assert.Equal(ListingState.Paused, (await shop.Listing(sibling)).State);
    }

    /// <summary>What publishing does: looks at the item's claims, which stay as they are until it is done, and puts the listing on the shelf.</summary>
    private async Task<ListingId> PublishAsync(NpgsqlConnection publisher, ListingId listing)
    {
        var sibling = TypedId.New<ListingId>(shop.Clock.GetUtcNow());
        await using var command = new NpgsqlCommand(
            "SELECT FROM items.claims WHERE live AND item_id = (SELECT item_id FROM listings.listings WHERE id = $1) FOR SHARE", publisher);
        command.Parameters.Add(new() { Value = listing.Value });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var copy = new NpgsqlCommand(
            """
            INSERT INTO listings.listings
            SELECT (jsonb_populate_record(listing, jsonb_build_object('id', $2, 'source_id', NULL))).* FROM listings.listings AS listing WHERE id = $1
            """,
            publisher);
        copy.Parameters.Add(new() { Value = listing.Value });
        copy.Parameters.Add(new() { Value = sibling.Value });
        Assert.Equal(1, await copy.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return sibling;
    }

    private async Task WaitingAsync()
    {
        while (await shop.Scalar("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%items.claims%' AND datname = current_database()") is not 1L)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
