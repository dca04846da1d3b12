using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>On a clock of its own: a permit runs out over night while somebody is buying.</summary>
public sealed class LapsedStandardsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Why = "errors { ... on ListingStandardsLapsed { compliance { mayPublish findings(unmetOnly: true) { ruleId effect } } } }";

    private readonly Shop _shop = new(server);

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    [Fact]
    public async Task Nothing_is_held_shown_or_ordered_after_the_permit_has_run_out()
    {
        await _shop.RecordPermitAsync("2026-11-30");
        server.Clock.Advance(new DateTimeOffset(2026, 11, 30, 23, 57, 0, TimeSpan.FromHours(9)) - server.Clock.GetUtcNow());
        var (listing, other) = (await _shop.PublishedAsync(_shop.Refurbisher), await _shop.PublishedAsync(_shop.Refurbisher));
        var held = await HoldAsync(listing, "hold { id }");
        var holdId = held.GetProperty("hold").Text("id");
        var shown = await _shop.DoAsync("checkout", new { holdId }, Buyer, "confirmation { digest }");
        var confirmationDigest = shown.GetProperty("confirmation").Text("digest");

        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Refuses(await _shop.DoAsync("checkout", new { holdId }, Buyer, Why), "holdId");
        var order = new { holdId, confirmationDigest, paymentMethod = "card_success", idempotencyKey = OrderShop.Key() };
        Refuses(await _shop.DoAsync("placeOrder", order, Buyer, Why), "holdId");
        Refuses(await HoldAsync(other, Why), "listingId");
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM orders.orders"));
    }

    private Task<JsonElement> HoldAsync(JsonElement listing, string select) =>
        _shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = OrderShop.Key() }, Buyer, select);

    private static void Refuses(JsonElement payload, string field)
    {
        var refusal = payload.Refusal();
        Assert.Equal("LISTING_STANDARDS_LAPSED", refusal.Text("code"));
        Assert.Equal(["input", field], refusal.List("path").Select(step => step.GetString()));
        Assert.Contains(refusal.List("compliance", "findings"), finding => finding.Text("ruleId") == "OP-001" && finding.Text("effect") == "LEGAL_BLOCK");
    }
}
