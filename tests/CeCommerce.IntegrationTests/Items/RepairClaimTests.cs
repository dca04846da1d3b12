using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>A unit in the workshop is nobody else's while the work lasts.</summary>
public sealed class RepairClaimTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Started = "repair { reference since until }";

    private readonly Shop _shop = new(server);
    private int _buyers;

    private string Mine => _shop.Refurbisher;

    [Fact]
    public async Task Nobody_holds_a_unit_in_repair_until_the_repair_is_recorded()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var reference = await StartedAsync(listing);
        Assert.Equal("ITEM_TAKEN", (await HoldAsync(listing)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await StartAsync(listing)).Refusal().Text("code"));
        var calendar = (await _shop.AskAsync(
            "query($id: ID!, $from: DateTime!, $to: DateTime!) { item(id: $id) { calendar(from: $from, to: $to) { entries { kind until claimedBy } } } }",
            new { id = Item(listing), from = server.Clock.GetUtcNow(), to = server.Clock.GetUtcNow().AddDays(1) }, Mine)).List("item", "calendar", "entries").Single();
        Assert.Equal(("REPAIR", reference), (calendar.Text("kind"), calendar.Text("claimedBy")));
        var recorded = await RecordAsync(listing, reference);
        Assert.Equal(reference, recorded.GetProperty("act").Text("id"));
        Assert.Empty((await HoldAsync(listing)).List("errors"));
        Assert.Equal("REPAIR_NOT_RUNNING", (await RecordAsync(listing, reference)).Refusal().Text("code"));
    }

    [Fact]
    public async Task A_repair_that_was_given_up_lets_the_unit_go_too()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var recorded = await RecordAsync(listing, await StartedAsync(listing), "FAILED");
        Assert.Empty(recorded.List("act", "facts"));
        Assert.Empty((await HoldAsync(listing)).List("errors"));
    }

    [Fact]
    public async Task A_unit_that_is_held_or_sold_does_not_go_into_the_workshop()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var held = await HoldAsync(listing);
        Assert.Equal("ITEM_TAKEN", (await StartAsync(listing)).Refusal().Text("code"));
        Assert.Empty(held.List("errors"));
        var sold = await _shop.PublishedAsync(Mine);
        await _shop.BuyAsync(sold, "bob");
        Assert.True((await StartAsync(sold, "... on ItemTaken { soldForEver }")).Refusal().GetProperty("soldForEver").GetBoolean());
    }

    [Fact]
    public async Task A_planned_end_is_in_the_future_and_within_a_year()
    {
        var listing = await _shop.PublishedAsync(Mine);
        foreach (var days in new[] { -1, 0, 367 })
        {
            Assert.Equal("ITEM_VALUE_INVALID", (await StartAsync(listing, until: server.Clock.GetUtcNow().AddDays(days))).Refusal().Text("code"));
        }

        Assert.Empty((await StartAsync(listing, until: server.Clock.GetUtcNow().AddDays(2))).List("errors"));
    }

    [Fact]
    public async Task Nobody_else_starts_or_ends_the_repair_of_a_unit()
    {
        var other = _shop.Token(Role.Operator, DemoOperators.Rental);
        var (listing, mine) = (await _shop.PublishedAsync(Mine), await _shop.PublishedAsync(Mine));
        Assert.Equal("ITEM_NOT_FOUND", (await StartAsync(listing, token: other)).Refusal().Text("code"));
        var reference = await StartedAsync(listing);
        Assert.Equal("ITEM_NOT_FOUND", (await RecordAsync(listing, reference, token: other)).Refusal().Text("code"));
        Assert.Equal("REPAIR_NOT_RUNNING", (await RecordAsync(mine, reference)).Refusal().Text("code"));
        Assert.Equal("ITEM_TAKEN", (await HoldAsync(listing)).Refusal().Text("code"));
    }

    [Fact]
    public async Task The_same_key_starts_a_repair_once()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var input = new { itemId = Item(listing), idempotencyKey = Shop.Key() };
        var (first, second) = (await _shop.DoAsync("startRepair", input, Mine, Started), await _shop.DoAsync("startRepair", input, Mine, Started));
        Assert.Equal(first.GetProperty("repair").Text("reference"), second.GetProperty("repair").Text("reference"));
    }

    [Fact]
    public async Task Of_holds_and_repairs_that_come_at_once_one_has_the_unit()
    {
        for (var round = 0; round < 5; round++)
        {
            var listing = await _shop.PublishedAsync(Mine);
            var racers = Enumerable.Range(0, 4).SelectMany(_ => new[] { StartAsync(listing), HoldAsync(listing) });
            var answers = await Task.WhenAll(racers);
            Assert.Single(answers, answer => !answer.List("errors").Any());
            Assert.All(answers.SelectMany(answer => answer.List("errors")), error => Assert.Contains(error.Text("code"), new[] { "ITEM_TAKEN", "LISTING_NOT_FOR_SALE" }));
            Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM items.claims WHERE item_id = $1 AND live", Shop.Uuid(listing.GetProperty("item"))));
        }
    }

    private static string Item(JsonElement listing) => listing.GetProperty("item").Text("id");

    private Task<JsonElement> HoldAsync(JsonElement listing) => _shop.DoAsync(
        "holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: $"buyer{Interlocked.Increment(ref _buyers)}"), "hold { id }");

    private Task<JsonElement> StartAsync(JsonElement listing, string? more = null, DateTimeOffset? until = null, string? token = null) => _shop.DoAsync(
        "startRepair", new { itemId = Item(listing), idempotencyKey = Shop.Key(), until }, token ?? Mine, more is null ? Started : $"{Started} errors {{ {more} }}");

    private async Task<string> StartedAsync(JsonElement listing)
    {
        var started = await StartAsync(listing);
        Assert.True(!started.List("errors").Any(), started.ToString());
        return started.GetProperty("repair").Text("reference");
    }

    private Task<JsonElement> RecordAsync(JsonElement listing, string reference, string result = "SUCCEEDED", string? token = null) => _shop.DoAsync(
        "recordRepair",
        new
        {
            itemId = Item(listing),
            idempotencyKey = Shop.Key(),
            repairId = reference,
            performedOn = $"{Tokyo.DayOf(server.Clock.GetUtcNow()):yyyy-MM-dd}",
            performer = "OWN_STAFF",
            work = "基板交換",
            result,
        },
        token ?? Mine,
        "act { id facts { code } }");
}
