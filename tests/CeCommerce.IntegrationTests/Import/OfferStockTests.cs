using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Standards;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task What_was_found_of_the_unit_takes_nothing_from_its_offer()
    {
        await RunAsync("found,1000,5000,革");
        await using var scope = shop.Scope();
        var caller = new Caller(Role.Operator, null, (await shop.OperatorAsync()).Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        var work = new RecordInspectionInput
        {
            ItemId = ItemId.From(await shop.ScalarAsync<Guid>("SELECT id FROM items.items WHERE source_id = 'found'")),
            IdempotencyKey = "offer-stock-1",
            PerformedOn = Tokyo.DayOf(shop.Clock.GetUtcNow()),
            Performer = ActPerformer.OwnStaff,
            Result = ActResult.Succeeded,
            Facts = [new(FactCode.Material, "合成皮革")],
        };
        ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ActService>().RecordAsync(caller, work, TestContext.Current.CancellationToken));
        Assert.Contains(Comparison, Rules(await RunAsync("found,1000,4000,革")));
        Assert.Equal(("referencePrice 4000", "material"), await KeptAsync("found"));
    }

    private static IEnumerable<string> Rules(ImportedRow row) => row.Findings.Select(finding => finding.Rule);

    private async Task<ImportedRow> RunAsync(string row)
    {
        var path = Path.Combine(shop.Folder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(path, $"id,price,was,material\n{row}\n", TestContext.Current.CancellationToken);
        return Assert.Single(await shop.RunAsync(ImportShop.Good(await StockSource.OpenAsync(path, Mapping, CancellationToken.None)), publish: false));
    }

    private async Task<(string Listing, string Item)> KeptAsync(string sourceId = "terms")
    {
        var kept = await shop.ScalarAsync<string[]>(
            $"""
            SELECT ARRAY[
                coalesce((SELECT string_agg(key || ' ' || (value ->> 'value'), ', ') FROM jsonb_each(l.facts)), 'none'),
                (SELECT string_agg(key, ', ') FROM jsonb_object_keys(i.facts) AS key)]
            FROM listings.listings l JOIN items.items i ON i.id = l.item_id WHERE l.source_id = '{sourceId}'
            """);
        return (kept[0], kept[1]);
    }
}
