using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Stock lists of things for rent, whose columns say nothing of what is told before a lease.</summary>
public sealed class LeaseImportTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private static readonly byte[] Mapping = Encoding.UTF8.GetBytes(
        """
        { "columns": { "sourceId": "id", "serial.maker": "serial", "description": "text" },
          "constants": { "category": "洗濯機", "kind": "SHARING", "brand": "Kitanami", "modelNumber": "KW-70D", "dailyRate": 300, "shippingFee": 0, "paymentTiming": "AT_ORDER",
                         "paymentMethods": "CARD", "returnPolicy": "8日以内", "deliveryDays": 3, "gradeScheme": "RMJ2", "grade.cosmetic": "B", "grade.functional": "F4",
                         "facts.recallCheckedOn": "2026-11-15", "facts.recallResult": "該当なし", "facts.testRecord": "脱水 10分" } }
        """);

    private static readonly StatedDisclosure Told = new("B", null, "点検済み", "洗浄済み", "修理なし", "自然故障", "当社", "返却ごと", "点検して次に貸す", null);

    [Fact]
    public async Task A_new_list_leaves_what_was_stated_elsewhere_and_every_version_is_recorded()
    {
        Assert.Equal(ImportOutcome.Published, Assert.Single(await ImportAsync("初回")).Outcome);
        Assert.Equal(1L, await RecordsAsync());
        await StateAsync();
        Assert.Equal(2L, await RecordsAsync());

        Assert.Equal(ImportOutcome.Published, Assert.Single(await ImportAsync("二回目")).Outcome);
        var listing = await ListingAsync();
        Assert.Equal((Told, "二回目"), (listing.LeaseDisclosure, listing.Description));
        Assert.DoesNotContain(listing.Compliance!.Findings, finding => finding is { Rule: "CT-018", Effect: not FindingEffect.None });
        Assert.Equal(2L, await RecordsAsync());
    }

    private async Task<List<ImportedRow>> ImportAsync(string text)
    {
        var path = Path.Combine(shop.Folder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(path, $"id,serial,text\nlease-1,LEASE-1,{text}\n", TestContext.Current.CancellationToken);
        return await shop.RunAsync(ImportShop.Good(await StockSource.OpenAsync(path, Mapping, TestContext.Current.CancellationToken)));
    }

    private async Task StateAsync()
    {
        await using var scope = shop.Scope();
        var listing = await ListingAsync();
        var caller = new Caller(Role.Operator, null, listing.OperatorId.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ListingService>().ChangeAsync(
            caller, listing.Id, RowVersion.Text(listing.Version), offer => offer with { LeaseDisclosure = Told }, TestContext.Current.CancellationToken));
    }

    private async Task<Listing> ListingAsync()
    {
        await using var scope = shop.Scope();
        return await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Listing>().AsNoTracking()
            .SingleAsync(x => x.SourceId == "lease-1", TestContext.Current.CancellationToken);
    }

    private Task<long> RecordsAsync() => shop.ScalarAsync<long>("SELECT count(*) FROM listings.lease_disclosures JOIN listings.listings ON id = listing_id WHERE source_id = 'lease-1'");
}
