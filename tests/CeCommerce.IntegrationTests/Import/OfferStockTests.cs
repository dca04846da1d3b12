using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Columns of stock lists that say something of the offer.</summary>
public sealed class OfferStockTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private const string Comparison = "LS-033";

    private static readonly byte[] Mapping = Encoding.UTF8.GetBytes(
        """
        { "columns": { "sourceId": "id", "price": "price", "facts.referencePrice": "was", "facts.material": "material" },
          "constants": { "category": "スニーカー", "kind": "REUSE", "brand": "Kutsu", "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD",
                         "deliveryDays": 3, "returnPolicy": "8日以内", "gradeScheme": "RMJ2", "grade.cosmetic": "B", "grade.functional": "F4" } }
        """);

    [Fact]
    public async Task They_are_kept_with_the_listing_and_judged_with_the_unit()
    {
        Assert.Contains(Comparison, Rules(await RunAsync("terms,1000,5000,革")));
        Assert.Equal(("referencePrice 5000", "material"), await KeptAsync());

        Assert.Equal(ImportOutcome.Unchanged, (await RunAsync("terms,1000,5000,革")).Outcome);
        Assert.Contains(Comparison, Rules(await RunAsync("terms,1000,4000,革")));
        Assert.Equal(("referencePrice 4000", "material"), await KeptAsync());
        Assert.DoesNotContain(Comparison, Rules(await RunAsync("terms,1000,,革")));
        Assert.Equal(("none", "material"), await KeptAsync());
    }

    private static IEnumerable<string> Rules(ImportedRow row) => row.Findings.Select(finding => finding.Rule);

    private async Task<ImportedRow> RunAsync(string row)
    {
        var path = Path.Combine(shop.Folder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(path, $"id,price,was,material\n{row}\n", TestContext.Current.CancellationToken);
        return Assert.Single(await shop.RunAsync(ImportShop.Good(await StockSource.OpenAsync(path, Mapping, CancellationToken.None)), publish: false));
    }

    private async Task<(string Listing, string Item)> KeptAsync()
    {
        var kept = await shop.ScalarAsync<string[]>(
            """
            SELECT ARRAY[
                coalesce((SELECT string_agg(key || ' ' || (value ->> 'value'), ', ') FROM jsonb_each(l.facts)), 'none'),
                (SELECT string_agg(key, ', ') FROM jsonb_object_keys(i.facts) AS key)]
            FROM listings.listings l JOIN items.items i ON i.id = l.item_id WHERE l.source_id = 'terms'
            """);
        return (kept[0], kept[1]);
    }
}
