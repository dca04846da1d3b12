using CeCommerce.Import;
using CeCommerce.Operators;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Stock lists with things that were sold here before.</summary>
public sealed class StockResaleTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task What_a_buyer_had_is_taken_in_by_another_operators_list_as_the_same_item()
    {
        await SoldAsync("first", "RESALE-1", DemoOperators.Rental);
        var stock = await shop.SmallAsync(Sneaker("again", "RESALE-1", price: 700));
        var (tried, row) = (Assert.Single(await shop.RunAsync(stock, dryRun: true)), Assert.Single(await shop.RunAsync(stock)));
        Assert.Equal((ImportOutcome.Published, ImportOutcome.Published), (tried.Outcome, row.Outcome));
        Assert.Equal(1, await shop.ScalarAsync<long>("SELECT count(DISTINCT item_id) FROM listings.listings WHERE source_id IN ('first', 'again')"));
        Assert.Equal(
            $"again {DemoOperators.Refurbisher} 3",
            await shop.ScalarAsync<string>(
                """
                SELECT i.source_id || ' ' || o.code || ' ' || u.turn FROM items.serials s JOIN items.items i ON i.id = s.item_id
                JOIN items.custody u ON u.item_id = i.id AND upper_inf(u.during) JOIN operators.operators o ON o.id = u.operator_id WHERE s.value = 'RESALE-1'
                """));
        Assert.Equal("registered again", await shop.ScalarAsync<string>(
            "SELECT string_agg(what, ', ' ORDER BY id) FROM platform.history WHERE subject_id = (SELECT item_id FROM listings.listings WHERE source_id = 'again')"));
        Assert.Equal(ImportOutcome.Unchanged, Assert.Single(await shop.RunAsync(stock)).Outcome);
        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("again", "RESALE-1", price: 600)))).Outcome);

        // The list of whoever sold it says nothing about it any more, changed or not.
        foreach (var price in new[] { 1_000, 900 })
        {
            Assert.Equal(ImportOutcome.Unchanged, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("first", "RESALE-1", price)), DemoOperators.Rental)).Outcome);
        }

        var refused = Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("third", "RESALE-1")), DemoOperators.Rental));
        Assert.Equal(ImportOutcome.Refused, refused.Outcome);
        Assert.Contains(refused.Findings, finding => finding.Rule == "ITEM-SERIAL-TAKEN");
    }

    [Fact]
    public async Task The_row_of_a_sold_unit_takes_nothing_from_its_buyer_but_a_new_stock_number_does()
    {
        await SoldAsync("sold", "RESALE-2");
        foreach (var price in new[] { 1_000, 900 })
        {
            Assert.Equal(ImportOutcome.Unchanged, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("sold", "RESALE-2", price)))).Outcome);
            Assert.Equal("Consumer", await HolderAsync("RESALE-2"));
        }

        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("back", "RESALE-2")))).Outcome);
        Assert.Equal("Operator", await HolderAsync("RESALE-2"));
    }

    [Fact]
    public async Task A_unit_that_was_sold_by_another_listing_is_not_taken_back_by_its_row()
    {
        await SoldAsync("other", "RESALE-3");
        await shop.ExecuteAsync("UPDATE listings.listings SET source_id = NULL WHERE source_id = 'other'");
        var row = Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("other", "RESALE-3"))));
        Assert.Equal(ImportOutcome.Unchanged, row.Outcome);
        Assert.Contains(row.Findings, finding => finding.Rule == "ITEM-ENDED");
        Assert.Equal("Consumer", await HolderAsync("RESALE-3"));
    }

    [Fact]
    public async Task Two_rows_of_a_list_do_not_both_get_what_a_buyer_had()
    {
        await SoldAsync("both", "RESALE-4", DemoOperators.Rental);
        var rows = await shop.RunAsync(await shop.SmallAsync(Sneaker("both-1", "RESALE-4") + Sneaker("both-2", "RESALE-4")));
        Assert.Equal([ImportOutcome.Published, ImportOutcome.Refused], rows.Select(row => row.Outcome));
    }

    [Fact]
    public async Task What_the_platform_took_down_is_taken_in_and_stays_off_the_shelf()
    {
        await SoldAsync("bad", "RESALE-5", DemoOperators.Rental);
        await shop.ExecuteAsync("UPDATE listings.listings SET state = 'Suspended' WHERE source_id = 'bad'");
        var row = Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("bad-2", "RESALE-5"))));
        Assert.Equal(ImportOutcome.Draft, row.Outcome);
        Assert.Contains(row.Findings, finding => finding.Rule == "ITEM-SUSPENDED");
    }

    [Fact]
    public async Task Two_operators_lists_at_once_do_not_both_get_what_a_buyer_had()
    {
        for (var round = 0; round < 6; round++)
        {
            var serial = $"RESALE-RACE-{round}";
            await SoldAsync($"raced-{round}", serial);
            var (one, two) = (await shop.SmallAsync(Sneaker($"one-{round}", serial)), await shop.SmallAsync(Sneaker($"two-{round}", serial)));
            var both = await Task.WhenAll(Task.Run(() => shop.RunAsync(one)), Task.Run(() => shop.RunAsync(two, DemoOperators.Rental)));
            Assert.Single(both, rows => Assert.Single(rows).Outcome == ImportOutcome.Refused);
            Assert.Equal("Operator", await HolderAsync(serial));
        }
    }

    private async Task SoldAsync(string sourceId, string serial, string by = DemoOperators.Refurbisher)
    {
        Assert.NotEqual(ImportOutcome.Refused, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker(sourceId, serial)), by)).Outcome);
        await shop.ExecuteAsync(
            $"""
            UPDATE listings.listings SET state = 'Sold' WHERE source_id = '{sourceId}';
            SELECT items.pass_custody(item_id, 'Consumer', NULL, 'Order', gen_random_uuid(), now()) FROM listings.listings WHERE source_id = '{sourceId}';
            """);
    }

    private Task<string> HolderAsync(string serial) => shop.ScalarAsync<string>(
        $"SELECT u.holder FROM items.serials s JOIN items.custody u ON u.item_id = s.item_id AND upper_inf(u.during) WHERE s.value = '{serial}'");

    private static string Sneaker(string id, string serial, int price = 1_000) => $"{id},スニーカー,REUSE,Kutsu,K-1,{serial},,{price},8日以内,3,きれいです\n";
}
