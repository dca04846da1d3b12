using CeCommerce.Import;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Recalls;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Stock lists under recalls in force.</summary>
public sealed class RecalledStockTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task Rows_of_a_recalled_model_stay_off_the_shelf_and_come_back_when_it_ends()
    {
        var recall = await AddAsync("S-1", "ナギ衣料", "NW-70");
        var list = await shop.SmallAsync(Rows("S1", "ﾅｷﾞ衣料", "nw 70") + Rows("S2", "ナギ衣料", "NW-71"));
        var rehearsed = await shop.RunAsync(list, dryRun: true);
        var rows = await shop.RunAsync(list);
        foreach (var told in new[] { rehearsed, rows })
        {
            Assert.Equal([ImportOutcome.Draft, ImportOutcome.Published], told.Select(row => row.Outcome));
            Assert.Contains(told[0].Findings, finding => finding.Rule == "LS-015" && finding.Message.En.Contains("S-1", StringComparison.Ordinal));
        }

        await EndAsync(recall);
        Assert.Equal([ImportOutcome.Published, ImportOutcome.Unchanged], (await shop.RunAsync(list)).Select(row => row.Outcome));
    }

    [Fact]
    public async Task A_listing_that_the_list_states_again_comes_off_the_shelf()
    {
        var list = await shop.SmallAsync(Rows("S3", "ナギ衣料", "NX-73"));
        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(list)).Outcome);
        await AddAsync("S-2", "ナギ衣料", "NX-7", isPrefix: true);
        await shop.RunAsync(await shop.SmallAsync(Rows("S3", "ナギ衣料", "NX-73", price: 9_700)));
        Assert.Equal("Paused", await shop.ScalarAsync<string>("SELECT state FROM listings.listings WHERE source_id = 'S3'"));
    }

    [Fact]
    public async Task A_recall_waits_for_the_chunk_that_is_being_stored_and_the_next_chunk_for_it()
    {
        await using var scope = shop.Scope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        await using var judging = await database.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await database.RecallsOfAsync([new("ナギ衣料", "NW-80", [], null)], new(2026, 11, 20), TestContext.Current.CancellationToken);
        var adding = AddAsync("S-3", "ナギ衣料", "NW-80");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(adding.IsCompleted);
        await judging.CommitAsync(TestContext.Current.CancellationToken);
        await adding;
        var known = await database.RecallsOfAsync([new("ナギ衣料", "NW-80", [], null)], new(2026, 11, 20), TestContext.Current.CancellationToken);
        Assert.Equal("S-3", Assert.Single(known.Of(new("ナギ衣料", "NW-80", [], null))!).Number);
    }

    private static string Rows(string id, string brand, string model, int price = 9_800) => $"{id},スニーカー,REUSE,{brand},{model},{id}-9,,{price},8日以内,3,きれいです\n";

    private async Task<Recall> AddAsync(string number, string brand, string model, bool isPrefix = false)
    {
        await using var scope = shop.Scope();
        var notice = new RecallNotice(
            number,
            new([brand], [new(model, isPrefix)], null, null, null, null, "https://recall.example/" + number, null), new(2026, 11, 18), null);
        var taken = await scope.ServiceProvider.GetRequiredService<RecallService>().AddAsync(Caller.System, "caa", [notice], CancellationToken.None);
        return Assert.Single(taken.Value!.Recalls);
    }

    private async Task EndAsync(Recall recall)
    {
        await using var scope = shop.Scope();
        var ended = await scope.ServiceProvider.GetRequiredService<RecallService>().EndAsync(Caller.System, recall.Id, new(2026, 11, 19), "end-recall-" + recall.Number, CancellationToken.None);
        Assert.Null(ended.Error);
    }
}
