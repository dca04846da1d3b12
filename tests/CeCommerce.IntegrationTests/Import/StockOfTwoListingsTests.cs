using CeCommerce.Import;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Rows about a unit that stands in another listing too.</summary>
public sealed class StockOfTwoListingsTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task What_was_sold_by_another_listing_is_neither_published_nor_rewritten()
    {
        var same = await shop.SmallAsync(ImportShop.Sneaker("sold", "SOLD-1"));
        await shop.RunAsync(same, publish: false);
        await ClaimAsync(await OfferAgainAsync("sold"), ClaimKind.Order);
        foreach (var stock in new[] { same, await shop.SmallAsync(ImportShop.Sneaker("sold", "SOLD-2", price: 900)) })
        {
            foreach (var row in new[] { Assert.Single(await shop.RunAsync(stock, dryRun: true)), Assert.Single(await shop.RunAsync(stock)) })
            {
                Assert.Equal(ImportOutcome.Unchanged, row.Outcome);
                Assert.Contains(row.Findings, finding => finding.Rule == "ITEM-ENDED");
            }
        }

        Assert.Equal("Draft 1000 SOLD-1", await shop.ScalarAsync<string>(
            "SELECT l.state || ' ' || l.price_amount || ' ' || s.value FROM listings.listings l JOIN items.serials s USING (item_id) WHERE l.source_id = 'sold'"));
    }

    [Fact]
    public async Task What_is_sold_by_another_listing_while_its_row_is_taken_in_is_not_published()
    {
        var stock = await shop.SmallAsync(ImportShop.Sneaker("selling", "SELLING-1"));
        await shop.RunAsync(stock, publish: false);
        var item = await OfferAgainAsync("selling");
        await ClaimAsync(item, ClaimKind.Hold);
        await using var sale = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await sale.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ImportShop.ExecuteAsync(sale, $"UPDATE items.claims SET kind = 'Order' WHERE item_id = '{item.Value}'");
        var importing = shop.RunAsync(stock);
        await WaitsAsync(importing);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ImportOutcome.Unchanged, Assert.Single(await importing).Outcome);
        Assert.Equal("Draft", await shop.ScalarAsync<string>("SELECT state FROM listings.listings WHERE source_id = 'selling'"));
    }

    [Fact]
    public async Task What_is_suspended_by_another_listing_while_its_row_is_taken_in_is_not_published()
    {
        var stock = await shop.SmallAsync(ImportShop.Sneaker("barring", "BARRING-1"));
        await shop.RunAsync(stock, publish: false);
        var item = await OfferAgainAsync("barring");
        await using var suspension = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await suspension.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ImportShop.ExecuteAsync(suspension, $"SELECT FROM items.items WHERE id = '{item.Value}' FOR UPDATE");
        await ImportShop.ExecuteAsync(suspension, $"UPDATE listings.listings SET state = 'Suspended' WHERE item_id = '{item.Value}' AND source_id IS NULL");
        var importing = shop.RunAsync(stock);
        await WaitsAsync(importing);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Assert.Single(await importing).Findings, finding => finding.Rule == "ITEM-SUSPENDED");
        Assert.Equal("Draft", await shop.ScalarAsync<string>("SELECT state FROM listings.listings WHERE source_id = 'barring'"));
    }

    [Theory]
    [InlineData("Draft")]
    [InlineData("Paused")]
    public async Task While_another_listing_of_the_item_is_suspended_none_is_published(string state)
    {
        var (id, serial) = ($"barred-{state}", $"BARRED-{state}");
        var stock = await shop.SmallAsync(ImportShop.Sneaker(id, serial));
        await shop.RunAsync(stock, publish: state != "Draft");
        if (state == "Paused")
        {
            await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker(id, serial, returns: "")));
        }

        var item = await OfferAgainAsync(id);
        await shop.ExecuteAsync($"UPDATE listings.listings SET state = 'Suspended' WHERE item_id = '{item.Value}' AND source_id IS NULL");
        var row = Assert.Single(await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker(id, serial, price: 900))));
        Assert.Equal(ImportOutcome.Draft, row.Outcome);
        Assert.Contains("Another listing", Assert.Single(row.Findings, finding => finding.Rule == "ITEM-SUSPENDED").Message.En, StringComparison.Ordinal);
        Assert.Equal($"{state} 900", await shop.ScalarAsync<string>($"SELECT state || ' ' || price_amount FROM listings.listings WHERE source_id = '{id}'"));

        await shop.ExecuteAsync($"UPDATE listings.listings SET state = 'Withdrawn' WHERE item_id = '{item.Value}' AND source_id IS NULL");
        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(stock)).Outcome);
    }

    private async Task WaitsAsync(Task importing)
    {
        while (!importing.IsCompleted && await shop.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A second listing of the item that was imported under that number, as `draftListing` makes it.</summary>
    private async Task<ItemId> OfferAgainAsync(string sourceId)
    {
        await using var scope = shop.Scope();
        var first = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Listing>()
            .Include(x => x.Item).ThenInclude(x => x.Serials).SingleAsync(x => x.SourceId == sourceId, TestContext.Current.CancellationToken);
        var caller = new Caller(Role.Operator, null, first.OperatorId.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ListingService>().DraftAsync(caller, first.Item, first.AsOffer(), null, TestContext.Current.CancellationToken));
        return first.ItemId;
    }

    private async Task ClaimAsync(ItemId item, ClaimKind kind)
    {
        await using var scope = shop.Scope();
        var now = shop.Clock.GetUtcNow();
        ImportShop.Good(await scope.ServiceProvider.GetRequiredService<Claims>().TakeAsync(
            new(TypedId.New<ClaimId>(now), item, kind, Guid.CreateVersion7(), now, null), now, TestContext.Current.CancellationToken));
    }
}
