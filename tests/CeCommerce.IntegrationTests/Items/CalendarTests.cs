using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Items;

public sealed class CalendarTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Calendar = "calendar(from: $from, to: $to) { entries { kind from until occupiedFrom occupiedUntil expiresAt claimedBy } errors { code message path } }";

    private readonly Shop _shop = new(server);

    private DateTimeOffset Now => server.Clock.GetUtcNow();

    [Fact]
    public async Task A_calendar_says_when_an_item_is_not_free_and_why()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var (item, day) = (Id(listing), new DateTimeOffset(Now.UtcDateTime.Date.AddDays(7), TimeSpan.Zero));
        await TakeAsync(item, ClaimKind.Booking, day, day.AddHours(8), before: TimeSpan.FromHours(1), after: TimeSpan.FromHours(2));
        await TakeAsync(item, ClaimKind.Hold, day.AddDays(1), day.AddDays(2), expires: Now.AddMinutes(15));
        await TakeAsync(item, ClaimKind.Repair, day.AddDays(40), null);
        var entries = (await AskAsync(listing, _shop.Refurbisher, Now, Now.AddDays(30))).List("entries").ToList();

        Assert.Equal(["BOOKING", "HOLD"], entries.Select(entry => entry.Text("kind")));
        Assert.Equal(
            [day, day.AddHours(8), day.AddHours(-1), day.AddHours(10)],
            new[] { "from", "until", "occupiedFrom", "occupiedUntil" }.Select(name => entries[0].GetProperty(name).GetDateTimeOffset()));
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("expiresAt").ValueKind);
        Assert.StartsWith("hld_", entries[1].Text("claimedBy"), StringComparison.Ordinal);
        Assert.Equal(["REPAIR"], (await AskAsync(listing, _shop.Refurbisher, Now.AddDays(100), Now.AddDays(101))).List("entries").Select(entry => entry.Text("kind")));
        Assert.Empty((await AskAsync(listing, _shop.Refurbisher, day.AddDays(2), day.AddDays(3))).List("entries"));
        Assert.Single((await AskAsync(listing, _shop.Refurbisher, day.AddHours(9), day.AddHours(10))).List("entries"));
        Assert.Empty((await AskAsync(listing, _shop.Refurbisher, day.AddHours(10), day.AddHours(11))).List("entries"));
    }

    [Fact]
    public async Task What_was_sold_is_never_free_again_and_only_its_operator_sees_the_order()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var order = await _shop.BuyAsync(listing);
        await OrderedAsync(listing, order);
        _shop.Scalar("SELECT items.complete_sale(claim_id, item_id, id, $2) FROM orders.orders WHERE id = $1", Shop.Uuid(order), Now.UtcDateTime);
        await OrderedAsync(listing, order);
    }

    [Fact]
    public async Task Others_see_when_and_not_by_whom_and_consumers_see_nothing()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await TakeAsync(Id(listing), ClaimKind.Hold, Now.AddDays(1), Now.AddDays(2), expires: Now.AddMinutes(15));
        foreach (var (role, code, named) in new[] { (Role.Operator, DemoOperators.Rental, false), (Role.Refurbisher, DemoOperators.Refurbisher, true), (Role.Auditor, null, true), (Role.Platform, null, true) })
        {
            var entry = Assert.Single((await AskAsync(listing, _shop.Token(role, code), Now, Now.AddDays(3))).List("entries"));
            Assert.Equal("HOLD", entry.Text("kind"));
            Assert.Equal(named ? JsonValueKind.String : JsonValueKind.Null, entry.GetProperty("claimedBy").ValueKind);
        }

        Assert.Equal(JsonValueKind.Null, (await AskAsync(listing, _shop.Token(Role.Consumer, consumer: "ivan"), Now, Now.AddDays(3))).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await AskAsync(listing, null, Now, Now.AddDays(3))).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await AskAsync(listing, _shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "listings:read"), Now, Now.AddDays(3))).ValueKind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(366.01)]
    public async Task A_range_that_is_empty_or_too_long_is_refused(double days)
    {
        var listing = await _shop.DraftAsync(_shop.Refurbisher);
        var refused = (await AskAsync(listing, _shop.Refurbisher, Now, Now.AddDays(days))).Refusal();
        Assert.Equal("CALENDAR_RANGE_INVALID", refused.Text("code"));
        Assert.Empty((await AskAsync(listing, _shop.Refurbisher, Now, Now.AddDays(366))).List("errors"));
    }

    [Fact]
    public async Task Calendars_of_many_items_are_read_in_one_statement()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var listings = new[] { await _shop.DraftAsync(_shop.Refurbisher), await _shop.DraftAsync(_shop.Refurbisher), await _shop.DraftAsync(_shop.Refurbisher) };
        await TakeAsync(Id(listings[0]), ClaimKind.Repair, Now.AddDays(1), Now.AddDays(2));
        await TakeAsync(Id(listings[2]), ClaimKind.Booking, Now.AddDays(3), Now.AddDays(4));
        var calendars = scope.ServiceProvider.GetRequiredService<CalendarsOfItems>();
        var asked = listings.Select(listing => calendars.Require(new(Id(listing), Now, Now.AddDays(5), true))).ToList();
        var found = await Task.WhenAll(asked.Select(calendar => calendar.GetResultAsync(TestContext.Current.CancellationToken)));
        Assert.Equal([1, 0, 1], found.Select(calendar => calendar.Entries.Count));
    }

    private async Task OrderedAsync(JsonElement listing, JsonElement order)
    {
        var entry = Assert.Single((await AskAsync(listing, _shop.Refurbisher, Now.AddDays(300), Now.AddDays(301))).List("entries"));
        Assert.Equal(("ORDER", JsonValueKind.Null, order.Text("id")), (entry.Text("kind"), entry.GetProperty("until").ValueKind, entry.Text("claimedBy")));
        Assert.Equal(
            JsonValueKind.Null,
            Assert.Single((await AskAsync(listing, _shop.Token(Role.Operator, DemoOperators.Rental), Now.AddDays(300), Now.AddDays(301))).List("entries")).GetProperty("claimedBy").ValueKind);
    }

    private async Task<JsonElement> AskAsync(JsonElement listing, string? token, DateTimeOffset from, DateTimeOffset to) => (await _shop.AskAsync(
        $"query($id: ID!, $from: DateTime!, $to: DateTime!) {{ listing(id: $id) {{ item {{ {Calendar} }} }} }}",
        new { id = listing.Text("id"), from = Written(from), to = Written(to) },
        token)).GetProperty("listing").GetProperty("item").GetProperty("calendar");

    private async Task TakeAsync(
        ItemId item, ClaimKind kind, DateTimeOffset from, DateTimeOffset? until, DateTimeOffset? expires = null, TimeSpan before = default, TimeSpan after = default)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var claim = new Claim(TypedId.New<ClaimId>(Now), item, kind, Guid.CreateVersion7(), from, until) { ExpiresAt = expires, BufferBefore = before, BufferAfter = after };
        Assert.Null((await scope.ServiceProvider.GetRequiredService<Claims>().TakeAsync(claim, Now, TestContext.Current.CancellationToken)).Error);
    }

    private static ItemId Id(JsonElement listing) => ItemId.From(Shop.Uuid(listing.GetProperty("item")));

    private static string Written(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
