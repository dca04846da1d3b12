using CeCommerce.Import;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Stock lists over units that were inspected here.</summary>
public sealed class FoundStockTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task A_row_is_judged_by_what_was_found_and_overwrites_none_of_it()
    {
        await shop.RunAsync(await shop.SmallAsync(Sneaker("found", 1_000)), publish: false);
        await InspectAsync("found", RecallResult.Open);
        var stock = await shop.SmallAsync(Sneaker("found", 900));
        var (tried, row) = (Assert.Single(await shop.RunAsync(stock, dryRun: true)), Assert.Single(await shop.RunAsync(stock)));
        Assert.Equal((ImportOutcome.Draft, ImportOutcome.Draft), (tried.Outcome, row.Outcome));
        Assert.Equal(tried.Findings.Select(finding => finding.Rule), row.Findings.Select(finding => finding.Rule));
        Assert.Equal("C OPEN B", await shop.ScalarAsync<string>(
            "SELECT cosmetic_grade || ' ' || (facts->'recallResult'->>'value') || ' ' || (found->'statedCondition'->>'cosmetic') FROM items.items WHERE source_id = 'found'"));

        await InspectAsync("found", RecallResult.None);
        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(await shop.SmallAsync(Sneaker("found", 800)))).Outcome);
    }

    [Fact]
    public async Task A_list_and_an_inspection_at_once_leave_what_was_found()
    {
        await shop.RunAsync(await shop.SmallAsync(Sneaker("raced", 10_000)), publish: false);
        for (var round = 0; round < 4; round++)
        {
            var (stock, result) = (await shop.SmallAsync(Sneaker("raced", 9_000 - round)), round % 2 == 0 ? RecallResult.Open : RecallResult.None);
            await Task.WhenAll(Task.Run(() => shop.RunAsync(stock, publish: false)), Task.Run(() => InspectAsync("raced", result)));
            Assert.Equal($"{(result == RecallResult.Open ? "OPEN" : "NONE")} {9_000 - round} {(result == RecallResult.Open ? "Fail" : "Warn")}", await shop.ScalarAsync<string>(
                """
                SELECT (i.facts->'recallResult'->>'value') || ' ' || l.price_amount || ' ' || l.compliance_verdict
                FROM items.items i JOIN listings.listings l ON l.item_id = i.id WHERE i.source_id = 'raced'
                """));
        }
    }

    private static string Sneaker(string id, int price) => $"{id},スニーカー,REUSE,Kutsu,K-1,FOUND-{id},,{price},8日以内,3,きれいです\n";

    private async Task InspectAsync(string sourceId, RecallResult recall)
    {
        await using var scope = shop.Scope();
        var owner = await shop.OperatorAsync();
        var caller = new Caller(Role.Operator, null, owner.Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        var item = ItemId.From(await shop.ScalarAsync<Guid>($"SELECT id FROM items.items WHERE source_id = '{sourceId}'"));
        var today = Tokyo.DayOf(shop.Clock.GetUtcNow());
        ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ActService>().RecordAsync(
            caller,
            new RecordInspectionInput
            {
                ItemId = item,
                IdempotencyKey = Guid.CreateVersion7().ToString(),
                PerformedOn = today,
                Performer = ActPerformer.OwnStaff,
                Result = ActResult.Succeeded,
                CosmeticGrade = CosmeticGrade.C,
                GradeScheme = GradeScheme.Rmj2,
                Facts = [new(FactCode.RecallResult, recall == RecallResult.Open ? "OPEN" : "NONE"), new(FactCode.RecallCheckedOn, $"{today:yyyy-MM-dd}")],
            },
            TestContext.Current.CancellationToken));
    }
}
