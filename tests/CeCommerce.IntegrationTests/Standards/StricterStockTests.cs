using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.Import.Writing;
using CeCommerce.IntegrationTests.Import;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>A refurbisher's whole stock list on the shelf, and a stricter pack that comes: what it will do, the grace, and what comes off; on a clock of its own.</summary>
public sealed class StricterStockTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Edition = "jp-2099.6.1";
    private const string Clause = "fifteen-years";

    private readonly Shop _shop = new(server);

    private string Platform => _shop.Token(Role.Platform);

    [Fact]
    public async Task What_a_stricter_pack_will_do_is_told_before_and_then_comes_about_after_its_grace()
    {
        await ImportAsync(await ImportShop.InventoryAsync());
        var shelf = await ShelfAsync();
        Assert.InRange(shelf.Published, 2_000, 5_000);

        await RuleChanges.AddAsync(_shop, PackFiles.Text("guidelines", "2099.6.1", "\"years\": 15", "\"years\": 5"));
        var (lookedAt, leaving, blocked) = await ImpactAsync();
        Assert.Equal(await PublishedAsync(), lookedAt);
        Assert.InRange(leaving, 50, shelf.Published);
        Assert.Equal(shelf, await ShelfAsync());

        var verdicts = Count("SELECT count(*) FROM listings.assessments");
        await RuleChanges.ActivateAsync(_shop, Edition, "guidelines", "2099.6.1", graceDays: 10);
        var pass = await PassAsync(day: 20);
        Assert.Equal((lookedAt, lookedAt, 0), (Number(pass, "expected"), Number(pass, "lookedAt"), Number(pass, "paused")));
        Assert.Equal(verdicts + Number(pass, "changed"), Count("SELECT count(*) FROM listings.assessments"));
        Assert.Equal(leaving, Count("SELECT count(*) FROM listings.listings WHERE state = 'Published' AND grace_until = '2026-12-01'"));
        Assert.Equal(leaving, Count("SELECT count(*) FROM platform.events WHERE kind = 'listing.grace_started'"));
        Assert.Equal((shelf.Published, shelf.Paused), (await ShelfAsync()) is var during ? (during.Published, during.Paused) : default);

        var own = await OwnAsync("deadlines { kind on listings } openFindings { ruleId clause effect listings }");
        Assert.Contains(own.List("openFindings"), finding => finding.Text("clause") == Clause && finding.Text("effect") == "POLICY_BLOCK" && Number(finding, "listings") == blocked);

        server.Clock.Advance(TimeSpan.FromDays(11));
        var after = await PassAsync(day: 1);
        Assert.InRange(Number(after, "paused"), leaving, lookedAt);
        Assert.Equal(0, Count("SELECT count(*) FROM listings.listings WHERE state = 'Published' AND grace_until IS NOT NULL"));
        var paused = await _shop.AskAsync(
            "{ listings(first: 1, state: PAUSED) { nodes { compliance { mayPublish findings(unmetOnly: true) { ruleId effect message remedy } } } } }", null, _shop.Refurbisher);
        Assert.Contains(
            paused.List("listings", "nodes").Single().List("compliance", "findings"), finding => finding.Text("effect").EndsWith("BLOCK", StringComparison.Ordinal) && finding.Text("remedy").Length > 0);
    }

    private async Task ImportAsync(StockSource stock)
    {
        using var http = new HttpClient { BaseAddress = server.Http.BaseAddress, DefaultRequestHeaders = { Authorization = new("Bearer", _shop.Refurbisher) } };
        using var sent = await http.PostAsync(new Uri("/imports", UriKind.Relative), new ByteArrayContent(await File.ReadAllBytesAsync(stock.Path, Stop)), Stop);
        var uploadId = (await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).Text("uploadId");
        var mapping = await File.ReadAllTextAsync(Path.Combine(ImportShop.Root, "samples", "stock-list-ja.mapping.json"), Stop);
        var input = new { uploadId, fileName = "stock.csv", mapping, publish = true, idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("importListings", input, _shop.Refurbisher, "job { id }")).List("errors"));
        await Shop.UntilAsync(() => Task.FromResult(Count("SELECT count(*) FROM listings.import_jobs WHERE state = 'Done' AND rows_read = 5000") == 1));
    }

    private async Task<(int LookedAt, int Leaving, int Blocked)> ImpactAsync()
    {
        const string Ask = """
            query($input: StandardsImpactInput!) { standardsImpact(input: $input) {
              impact { lookedAt leaving next clauses { clause blocked operator { code } listingIds } } errors { code } } }
            """;
        var (lookedAt, leaving, blocked, after) = (0, 0, 0, (string?)null);
        do
        {
            var input = new { packs = (object[])[new { code = "guidelines", version = "2099.6.1" }], after };
            var impact = (await _shop.AskAsync(Ask, new { input }, Platform)).GetProperty("standardsImpact").GetProperty("impact");
            var ours = impact.List("clauses").Where(one => one.Text("clause") == Clause && one.GetProperty("operator").Text("code") == DemoOperators.Refurbisher).ToList();
            Assert.All(ours, one => Assert.InRange(one.GetProperty("listingIds").GetArrayLength(), 1, 5));
            (lookedAt, leaving) = (lookedAt + Number(impact, "lookedAt"), leaving + Number(impact, "leaving"));
            blocked += ours.Sum(one => Number(one, "blocked"));
            after = impact.GetProperty("next").GetString();
        }
        while (after is not null);
        return (lookedAt, leaving, blocked);
    }

    /// <summary>The pass that an auditor sees as finished.</summary>
    private async Task<JsonElement> PassAsync(int day)
    {
        JsonElement? pass = null;
        await Shop.UntilAsync(async () =>
        {
            var passes = await _shop.AskAsync("{ shelfPasses(first: 20) { nodes { edition day expected lookedAt changed paused finishedAt } } }", null, Platform);
            pass = passes.List("shelfPasses", "nodes").Cast<JsonElement?>().FirstOrDefault(one =>
                one!.Value.Text("edition") == Edition && one.Value.Text("day").EndsWith($"-{day:00}", StringComparison.Ordinal) && one.Value.GetProperty("finishedAt").ValueKind != JsonValueKind.Null);
            return pass is not null;
        });
        return pass!.Value;
    }

    private async Task<(int Published, int Paused, int Blocking)> ShelfAsync() => (
        await PublishedAsync(), Count("SELECT count(*) FROM listings.listings WHERE state = 'Paused'"), Count("SELECT count(*) FROM listings.listings WHERE compliance_verdict IN ('Fail', 'Unknown')"));

    private Task<int> PublishedAsync() => Task.FromResult(Count("SELECT count(*) FROM listings.listings WHERE state = 'Published'"));

    private async Task<JsonElement> OwnAsync(string select) =>
        (await _shop.AskAsync($"{{ operatorByCode(code: \"{DemoOperators.Refurbisher}\") {{ compliance {{ {select} }} }} }}", null, _shop.Refurbisher)).GetProperty("operatorByCode").GetProperty("compliance");

    private int Count(string sql) => (int)(long)_shop.Scalar(sql)!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
