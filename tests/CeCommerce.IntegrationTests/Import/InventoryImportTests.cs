using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;

namespace CeCommerce.IntegrationTests.Import;

public sealed class InventoryImportTests(ImportShop shop, ITestOutputHelper output) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task The_refurbishers_list_comes_to_what_the_law_says_of_each_row_and_a_second_run_changes_nothing()
    {
        var stock = await ImportShop.InventoryAsync();
        var expected = InventoryOracle.Judge(stock.Path);
        var before = await shop.CountsAsync();
        var tried = await shop.RunAsync(stock, dryRun: true);
        Assert.Equal(before, await shop.CountsAsync());

        // Stopped after two chunks, then gone on with: the report is whole all the same.
        var part = await shop.RunAsync(stock, stopAfter: 2);
        Assert.InRange(part.Count, 2 * StockImport.ChunkSize, 3 * StockImport.ChunkSize);
        var rows = await shop.RunAsync(stock);

        Assert.Equal(Enumerable.Range(2, 5_000), rows.Select(row => row.Row));
        var wrong = rows.Where(row => !Blocks(row).SetEquals(expected[row.Row].Blocks)).ToList();
        foreach (var group in wrong.GroupBy(row => $"{string.Join(' ', expected[row.Row].Blocks)} / {string.Join(' ', Blocks(row))}", StringComparer.Ordinal))
        {
            output.WriteLine($"expected {group.Key} given: {group.Count()}, such as row {group.First().Row}");
        }

        Assert.Empty(wrong);
        Assert.All(rows, row => Assert.Equal(
            !expected[row.Row].Item ? ImportOutcome.Refused : expected[row.Row].Blocks.Count == 0 ? ImportOutcome.Published : ImportOutcome.Draft, row.Outcome));
        Assert.Equal(rows.Select(Line), tried.Select(Line));
        output.WriteLine(string.Join(", ", rows.GroupBy(row => row.Outcome).Select(group => $"{group.Key} {group.Count()}")));
        await StoredOnceAsync(rows);
        await AgainAsync(stock, rows);
    }

    // The demo listings are there too.
    private const string Imported = "SELECT id FROM listings.listings WHERE source_id LIKE 'RF17-%'";

    private async Task StoredOnceAsync(List<ImportedRow> rows)
    {
        var stored = rows.Count(row => row.ListingId is not null);
        Assert.Equal(stored, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'RF17-%'"));
        Assert.Equal(stored, await shop.ScalarAsync<long>("SELECT count(*) FROM items.items WHERE source_id LIKE 'RF17-%'"));
        Assert.Equal(stored, await shop.ScalarAsync<long>($"SELECT count(DISTINCT listing_id) FROM listings.assessments WHERE listing_id IN ({Imported})"));
        Assert.Equal(stored, await shop.ScalarAsync<long>($"SELECT count(*) FROM platform.events WHERE kind LIKE 'listing.%' AND subject_id IN ({Imported})"));
        Assert.Equal(stored, await shop.ScalarAsync<long>($"SELECT count(*) FROM platform.history WHERE subject_id IN ({Imported})"));
        Assert.Equal(
            rows.Count(row => row.Outcome == ImportOutcome.Published), await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE state = 'Published' AND source_id LIKE 'RF17-%'"));
        Assert.Equal(1, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.import_jobs WHERE state = 'Done' AND rows_read = 5000"));
    }

    private async Task AgainAsync(StockSource stock, List<ImportedRow> first)
    {
        var before = await shop.CountsAsync();
        var again = await shop.RunAsync(stock);
        var after = await shop.CountsAsync();
        Assert.All(again.Zip(first), pair => Assert.Equal(pair.Second.Outcome == ImportOutcome.Refused ? ImportOutcome.Refused : ImportOutcome.Unchanged, pair.First.Outcome));
        Assert.Equal(first.Select(row => row.ListingId), again.Select(row => row.ListingId));
        var grown = after.Where(table => table.Value != before[table.Key]).Select(table => table.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["listings.import_jobs", "listings.import_rows", "platform.events"], grown);
    }

    private static SortedSet<string> Blocks(ImportedRow row) =>
        new(row.Findings.Where(finding => finding.Severity == ImportSeverity.Block && (row.Outcome == ImportOutcome.Refused) == finding.Rule.StartsWith("ITEM-", StringComparison.Ordinal)).Select(finding => finding.Rule), StringComparer.Ordinal);

    private static string Line(ImportedRow row) => $"{row.Row} {row.SourceId} {row.Outcome} {string.Join(' ', row.Findings.Select(finding => finding.Rule))}";
}
