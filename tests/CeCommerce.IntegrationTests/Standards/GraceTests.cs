using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>What stands on the shelf when an edition comes that refuses it; on a clock of its own.</summary>
public sealed class GraceTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Select = "id state version graceUntil compliance { packVersion mayPublish graceUntil verdict }";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_listing_that_only_the_new_edition_refuses_stays_until_its_grace_ends()
    {
        var (old, young) = (await PublishedAsync("2015"), await PublishedAsync("2022"));
        await RuleChanges.AddAsync(_shop, PackFiles.Text("guidelines", "2099.2.1", "\"years\": 15", "\"years\": 10"));
        await RuleChanges.ActivateAsync(_shop, "jp-2099.2.1", "guidelines", "2099.2.1", graceDays: 10);
        Assert.Equal("PUBLISHED 2026-12-01 jp-2099.2.1 False", await JudgedAsync(old, "jp-2099.2.1"));
        Assert.Equal($"PUBLISHED  {CeCommerce.Standards.Packs.RuleEdition.Current.Version} True", await NowAsync(young));
        Assert.Equal("""{"item": "X", "until": "2026-12-01", "clauses": ["LS-013/fifteen-years"]}""", Events(old));

        // It is sold and changed as before, but nothing new of its kind goes on the shelf.
        var now = await _shop.OwnAsync(old, Select);
        Assert.Empty((await _shop.DoAsync("changePrice", new { id = now.Text("id"), expectedVersion = now.Text("version"), price = Shop.Yen(19_800) }, _shop.Refurbisher)).List("errors"));
        var buyer = _shop.Token(Role.Consumer, consumer: "alice");
        Assert.Empty((await _shop.DoAsync("holdListing", new { listingId = now.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }")).List("errors"));
        var another = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts("2015"))));
        Assert.Equal("STANDARDS_NOT_MET", (await _shop.DoAsync("publishListing", new { id = another.Text("id") }, _shop.Refurbisher)).Refusal().Text("code"));

        // An edition about something else neither ends a grace nor begins it anew.
        await RuleChanges.AddAsync(_shop, PackFiles.Text("invoice", "2099.2.2"));
        await RuleChanges.ActivateAsync(_shop, "jp-2099.2.2", "invoice", "2099.2.2", graceDays: 20);
        await LookedAsync("jp-2099.2.2");
        Assert.Equal("PUBLISHED 2026-12-01 jp-2099.2.1 False", await NowAsync(old));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'listing.grace_started'"));

        server.Clock.Advance(TimeSpan.FromDays(10));
        await Shop.UntilAsync(() => Task.FromResult(_shop.Scalar("SELECT updated_at >= '2026-11-30T00:00+09' FROM platform.event_cursors WHERE consumer = 'listings.shelf'") is true));
        Assert.Equal("PUBLISHED", (await _shop.OwnAsync(old)).Text("state"));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await Shop.UntilAsync(async () => (await _shop.OwnAsync(old)).Text("state") == "PAUSED");
        Assert.Equal(JsonValueKind.Null, (await _shop.OwnAsync(old, Select)).GetProperty("graceUntil").ValueKind);
        Assert.Equal("PUBLISHED", (await _shop.OwnAsync(young)).Text("state"));
    }

    private async Task<JsonElement> PublishedAsync(string year)
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year))));
        return (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing");
    }

    private string Events(JsonElement listing) => (string)_shop.Scalar(
        """SELECT jsonb_set(data, '{item}', '"X"')::text FROM platform.events WHERE subject_id = $1 AND kind = 'listing.grace_started'""", Shop.Uuid(listing))!;

    private async Task<string> JudgedAsync(JsonElement listing, string edition)
    {
        await Shop.UntilAsync(async () => (await _shop.OwnAsync(listing, Select)).GetProperty("compliance").Text("packVersion") == edition);
        return await NowAsync(listing);
    }

    private Task LookedAsync(string edition) => Shop.UntilAsync(() => Task.FromResult(
        _shop.Scalar("SELECT true FROM listings.shelf_passes WHERE edition = $1 AND finished_at IS NOT NULL", edition) is true));

    private async Task<string> NowAsync(JsonElement listing)
    {
        var now = await _shop.OwnAsync(listing, Select);
        return $"{now.Text("state")} {now.GetProperty("graceUntil").GetString()} {now.GetProperty("compliance").Text("packVersion")} {now.GetProperty("compliance").GetProperty("mayPublish").GetBoolean()}";
    }
}

/// <summary>The same without grace, over two servers.</summary>
public sealed class NoGraceTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Each_listing_is_judged_once_by_a_new_edition_whichever_server_does_it()
    {
        await using var second = await server.StartSecondAsync();
        var shop = new Shop(server);
        var listings = new List<JsonElement>();
        foreach (var year in (string[])["2015", "2022", "2014", "2023"])
        {
            var draft = await shop.DraftAsync(shop.Refurbisher, shop.Item(("facts", Shop.Facts(year))));
            listings.Add((await shop.DoAsync("publishListing", new { id = draft.Text("id") }, shop.Refurbisher)).GetProperty("listing"));
        }

        await RuleChanges.AddAsync(shop, PackFiles.Text("guidelines", "2099.2.1", "\"years\": 15", "\"years\": 10"));
        await RuleChanges.ActivateAsync(new(second), "jp-2099.2.1", "guidelines", "2099.2.1", graceDays: 0);
        foreach (var (listing, state) in listings.Zip((string[])["PAUSED", "PUBLISHED", "PAUSED", "PUBLISHED"]))
        {
            await Shop.UntilAsync(() => Task.FromResult(shop.Scalar("SELECT true FROM listings.shelf_passes WHERE edition = 'jp-2099.2.1' AND finished_at IS NOT NULL") is true));
            Assert.Equal(state, (await shop.OwnAsync(listing)).Text("state"));
            Assert.Equal(state == "PAUSED" ? 1L : 0L, shop.Scalar("SELECT count(*) FROM listings.assessments WHERE listing_id = $1 AND occasion NOT IN ('Draft', 'Publish')", Shop.Uuid(listing)));
        }
    }
}

/// <summary>A look at the shelf that a server began and did not end.</summary>
public sealed class CutPassTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Another_server_goes_on_behind_the_last_listing_that_was_looked_at()
    {
        var shop = new Shop(server);
        var listings = new List<JsonElement>();
        foreach (var year in (string[])["2015", "2014", "2015"])
        {
            var draft = await shop.DraftAsync(shop.Refurbisher, shop.Item(("facts", Shop.Facts(year))));
            listings.Add((await shop.DoAsync("publishListing", new { id = draft.Text("id") }, shop.Refurbisher)).GetProperty("listing"));
        }

        // The first look goes by the operators of the demo data too.
        await Shop.UntilAsync(() => Task.FromResult(shop.Scalar("SELECT true FROM platform.event_cursors WHERE consumer = 'listings.shelf'") is true));
        await RuleChanges.AddAsync(shop, PackFiles.Text("guidelines", "2099.2.1", "\"years\": 15", "\"years\": 10"));
        var begun = Guid.CreateVersion7(server.Clock.GetUtcNow().AddHours(1));
        _ = shop.Scalar(
            """
            INSERT INTO listings.shelf_passes (id, edition, day, started_at, expected, after, looked_at, changed, paused)
            VALUES ($1, 'jp-2099.2.1', '2026-11-20', now(), 20, $2, 18, 1, 1)
            """,
            begun, Shop.Uuid(listings[1]));
        await RuleChanges.ActivateAsync(shop, "jp-2099.2.1", "guidelines", "2099.2.1", graceDays: 0);
        await Shop.UntilAsync(() => Task.FromResult(shop.Scalar("SELECT true FROM listings.shelf_passes WHERE edition = 'jp-2099.2.1' AND finished_at IS NOT NULL") is true));
        Assert.Equal(["PUBLISHED", "PUBLISHED", "PAUSED"], await Task.WhenAll(listings.Select(async listing => (await shop.OwnAsync(listing)).Text("state"))));

        var passes = await shop.AskAsync("{ shelfPasses(first: 5) { nodes { edition day expected lookedAt changed paused finishedAt } } }", null, shop.Token(Role.Platform));
        var pass = passes.List("shelfPasses", "nodes").First();
        Assert.Equal(("jp-2099.2.1", "2026-11-20"), (pass.Text("edition"), pass.Text("day")));
        Assert.Equal([20, 19, 2, 2], ((string[])["expected", "lookedAt", "changed", "paused"]).Select(name => pass.GetProperty(name).GetInt32()));

        // The next day's look judges what that one left.
        server.Clock.Advance(TimeSpan.FromDays(1));
        await Shop.UntilAsync(async () => (await shop.OwnAsync(listings[0])).Text("state") == "PAUSED");
    }
}

/// <summary>Changing the rules as the platform.</summary>
internal static class RuleChanges
{
    public static async Task AddAsync(Shop shop, string content)
    {
        var payload = await shop.DoAsync("addRulePack", new { content, idempotencyKey = Shop.Key() }, shop.Token(Role.Platform), "rulePack { code }");
        Assert.True(!payload.List("errors").Any(), payload.ToString());
    }

    public static async Task ActivateAsync(Shop shop, string edition, string code, string version, int graceDays)
    {
        var input = new { version = edition, packs = (object[])[new { code, version }], graceDays, idempotencyKey = Shop.Key() };
        var payload = await shop.DoAsync("activateRuleEdition", input, shop.Token(Role.Platform), "edition { number }");
        Assert.True(!payload.List("errors").Any(), payload.ToString());
    }
}
