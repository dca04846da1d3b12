using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>On a clock of its own: the day after a permit's last.</summary>
public sealed class LapsedShelfTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task What_lapses_over_night_comes_off_the_shelf_and_its_seller_sees_why()
    {
        var shop = new Shop(server);
        await shop.RecordPermitAsync("2026-11-30");
        var listing = await shop.PublishedAsync(shop.Refurbisher, "【リユース】夜を越えるエアコン");
        await Shop.UntilAsync(() => Task.FromResult(shop.Scalar("SELECT true FROM platform.event_cursors WHERE consumer = 'listings.shelf'") is true));
        Assert.Equal(1, await FoundAsync(shop));

        server.Clock.Advance(TimeSpan.FromDays(11));
        await Shop.UntilAsync(async () => (await shop.OwnAsync(listing)).Text("state") == "PAUSED");
        var findings = (await shop.OwnAsync(listing)).List("compliance", "findings");
        Assert.Contains(findings, finding => finding.Text("ruleId") == "OP-001" && finding.Text("effect") == "LEGAL_BLOCK" && finding.Text("remedy").Length > 0);
        Assert.Equal("system/Platform/", shop.Scalar("SELECT who FROM platform.history WHERE subject_id = $1 AND what = 'paused' AND why LIKE '%standards%'", Shop.Uuid(listing)));
        await Shop.UntilAsync(async () => await FoundAsync(shop) == 0);
    }

    private static async Task<int> FoundAsync(Shop shop) =>
        (await shop.AskAsync("""{ searchListings(text: "夜を越えるエアコン", first: 5) { edges { node { id } } } }""")).List("searchListings", "edges").Count();
}

/// <summary>A permit that its operator ends.</summary>
public sealed class EndedPermitTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Two_servers_take_the_listings_of_an_ended_permit_down_once()
    {
        await using var second = await server.StartSecondAsync();
        var shop = new Shop(server);
        var listings = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            listings.Add(await shop.PublishedAsync(shop.Refurbisher));
        }

        await shop.RecordPermitAsync("2026-11-19");
        foreach (var listing in listings)
        {
            await Shop.UntilAsync(async () => (await shop.OwnAsync(listing)).Text("state") == "PAUSED");
            Assert.Equal(1L, shop.Scalar("SELECT count(*) FROM listings.assessments WHERE listing_id = $1 AND occasion NOT IN ('Draft', 'Publish')", Shop.Uuid(listing)));
            Assert.Equal(1L, shop.Scalar("SELECT count(*) FROM platform.events WHERE subject_id = $1 AND kind = 'listing.paused'", Shop.Uuid(listing)));
        }

        var refused = await shop.DoAsync("publishListing", new { id = listings[0].Text("id") }, shop.Refurbisher);
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
    }
}

/// <summary>A listing that cannot be read.</summary>
public sealed class BrokenListingTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task One_listing_that_cannot_be_read_keeps_none_of_the_others_on_the_shelf()
    {
        var shop = new Shop(server);
        await shop.RecordPermitAsync("2026-11-30");
        var (broken, sound) = (await shop.PublishedAsync(shop.Refurbisher), await shop.PublishedAsync(shop.Refurbisher));
        _ = shop.Scalar("UPDATE listings.listings SET terms = '1' WHERE id = $1", Shop.Uuid(broken));
        server.Clock.Advance(TimeSpan.FromDays(11));
        await Shop.UntilAsync(async () => (await shop.OwnAsync(sound)).Text("state") == "PAUSED");
        await Shop.UntilAsync(() => Task.FromResult(
            shop.Scalar("SELECT true FROM listings.shelf_passes WHERE day = '2026-12-01' AND finished_at IS NOT NULL AND looked_at = expected") is true));
        Assert.Equal("Published", shop.Scalar("SELECT state FROM listings.listings WHERE id = $1", Shop.Uuid(broken)));
    }
}
