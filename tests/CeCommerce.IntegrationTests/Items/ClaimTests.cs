using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Items;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

public sealed class ClaimTests : IClassFixture<OrderShop>
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private readonly OrderShop _shop;
    private readonly LandedServer _landed;

    public ClaimTests(OrderShop shop)
    {
        (_shop, _landed) = (shop, new(shop));
        shop.NextHour();
    }

    private DateTimeOffset Now => _shop.Clock.GetUtcNow();

    [Fact]
    public async Task A_day_of_next_week_is_held_while_the_item_is_in_use_today()
    {
        var item = await ItemAsync();
        var (week, expiry) = (Now.AddDays(7), Now + Quarter);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Booking, Now, Now.AddDays(1)))).Error);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Hold, week, week.AddDays(1)) with { ExpiresAt = expiry })).Error);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Hold, week.AddDays(1), week.AddDays(2)) with { ExpiresAt = expiry })).Error);
        var taken = Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Booking, week.AddHours(3), week.AddHours(4)))).Error);
        Assert.Equal((false, expiry), (taken.SoldForEver, taken.FreeAt));

        _shop.Clock.SetUtcNow(expiry);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Booking, week.AddHours(3), week.AddHours(4)))).Error);
    }

    [Fact]
    public async Task A_held_period_becomes_a_booking_until_it_expires()
    {
        var (item, week) = (await ItemAsync(), Now.AddDays(7));
        var hold = (await TakeAsync(Claim(item, ClaimKind.Hold, week, week.AddDays(1)) with { ExpiresAt = Now + Quarter, BufferAfter = Quarter })).Value!;
        var booking = hold with { Kind = ClaimKind.Booking, HolderId = Guid.CreateVersion7(), ExpiresAt = null };
        Assert.Null((await ChangeAsync(hold, booking)).Error);
        Assert.IsType<ClaimEnded>((await ChangeAsync(hold, booking)).Error);
        Assert.Equal(
            week.AddDays(1) + Quarter,
            Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Repair, week.AddDays(1), week.AddDays(2)))).Error).FreeAt);

        var other = (await TakeAsync(Claim(item, ClaimKind.Hold, week.AddDays(3), week.AddDays(4)) with { ExpiresAt = Now + Quarter })).Value!;
        _shop.Clock.SetUtcNow(other.ExpiresAt!.Value);
        Assert.IsType<ClaimEnded>((await ChangeAsync(other, other with { Kind = ClaimKind.Booking, ExpiresAt = null })).Error);
    }

    [Fact]
    public async Task Buffers_keep_neighbours_away()
    {
        var (item, day) = (await ItemAsync(), Now.AddDays(3));
        var booked = Claim(item, ClaimKind.Booking, day, day.AddHours(2)) with { BufferBefore = Quarter, BufferAfter = 2 * Quarter };
        Assert.Null((await TakeAsync(booked)).Error);
        Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Booking, day.AddHours(-1), day.AddMinutes(-14)))).Error);
        Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Booking, day.AddMinutes(149), day.AddHours(4)))).Error);
        Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Booking, day.AddMinutes(160), day.AddHours(4)) with { BufferBefore = Quarter })).Error);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Booking, day.AddHours(-1), day.AddMinutes(-15)))).Error);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Booking, day.AddMinutes(150), day.AddHours(4)))).Error);
    }

    [Fact]
    public async Task An_expired_claim_that_nobody_swept_is_in_nobodys_way()
    {
        var item = await ItemAsync();
        var hold = (await TakeAsync(Claim(item, ClaimKind.Hold, Now, null) with { ExpiresAt = Now + Quarter })).Value!;
        _shop.Clock.SetUtcNow(hold.ExpiresAt!.Value.AddTicks(-10));
        Assert.Equal(hold.ExpiresAt, Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Repair, Now, null))).Error).FreeAt);
        _shop.Clock.SetUtcNow(hold.ExpiresAt.Value);
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(Claim(item, ClaimKind.Repair, Now, null))))).Count(taken => taken.Error is null));
        Assert.Equal(true, await _shop.Scalar($"SELECT NOT live AND ended_at = expires_at FROM items.claims WHERE id = '{hold.Id.Value}'"));
    }

    [Fact]
    public async Task Two_servers_sweep_each_expired_claim_once()
    {
        var item = await ItemAsync();
        await _shop.Scalar(
            $"""
            INSERT INTO items.claims (id, item_id, kind, holder_id, during, live, expires_at)
            SELECT gen_random_uuid(), '{item.Value}', 'Hold', gen_random_uuid(), tstzrange(day, day + interval '1 hour'), true,
                CASE WHEN n <= 1200 THEN timestamptz '{Now:O}' END
            FROM (SELECT n, timestamptz '{Now:O}' + n * interval '1 day' AS day FROM generate_series(1, 1201) n) days
            """);
        var late = (await TakeAsync(Claim(item, ClaimKind.Hold, Now.AddYears(4), Now.AddYears(5)) with { ExpiresAt = Now.AddTicks(10) })).Value!;
        var swept = await Task.WhenAll(SweepAsync(), SweepAsync());
        Assert.Equal(1200L, await _shop.Scalar($"SELECT count(*) FROM items.claims WHERE item_id = '{item.Value}' AND NOT live AND ended_at = expires_at"));
        Assert.True(swept.Sum() >= 1200, $"{swept[0]} and {swept[1]}");
        Assert.Null((await ChangeAsync(late, late with { ExpiresAt = Now + Quarter })).Error);
        _shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await OutlivesSweepAsync(late));
    }

    [Fact]
    public async Task What_the_landed_version_holds_this_one_sells()
    {
        var item = await ItemAsync();
        var hold = Claim(item, ClaimKind.Hold, Now, Now + Quarter);
        Assert.True(await _landed.TakeAsync(hold));
        Assert.Equal(hold.Until, Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Hold, Now, null) with { ExpiresAt = Now + Quarter })).Error).FreeAt);
        var order = hold with { Kind = ClaimKind.Order, HolderId = Guid.CreateVersion7(), Until = null };
        Assert.Null((await ChangeAsync(hold, order)).Error);

        // A refused payment gives it back to the hold, at either server.
        Assert.True(await _landed.ChangeAsync(order, hold));
        _shop.Clock.SetUtcNow(hold.Until!.Value);
        Assert.IsType<ClaimEnded>((await ChangeAsync(hold, order)).Error);
        Assert.Null((await TakeAsync(Claim(item, ClaimKind.Repair, Now, null))).Error);
    }

    [Fact]
    public async Task What_this_version_holds_the_landed_one_extends_and_sells()
    {
        var item = await ItemAsync();
        var hold = (await TakeAsync(Claim(item, ClaimKind.Hold, Now, null) with { ExpiresAt = Now + Quarter })).Value!;
        Assert.False(await _landed.TakeAsync(Claim(item, ClaimKind.Hold, Now, Now + Quarter)));
        Assert.True(await _landed.ChangeAsync(hold, hold with { Until = Now + (2 * Quarter) }));
        _shop.Clock.Advance(Quarter);
        Assert.True(await OutlivesSweepAsync(hold));
        var order = hold with { Kind = ClaimKind.Order, HolderId = Guid.CreateVersion7(), ExpiresAt = null };
        Assert.True(await _landed.ChangeAsync(hold, order));
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await OutlivesSweepAsync(order));
        var refused = Assert.IsType<ItemTaken>((await TakeAsync(Claim(item, ClaimKind.Hold, Now, null) with { ExpiresAt = Now + Quarter })).Error);
        Assert.Equal((true, null), (refused.SoldForEver, refused.FreeAt));
    }

    [Fact]
    public async Task What_has_expired_here_is_free_at_the_landed_version_once_it_is_swept()
    {
        var item = await ItemAsync();
        var hold = (await TakeAsync(Claim(item, ClaimKind.Hold, Now, null) with { ExpiresAt = Now + Quarter })).Value!;
        _shop.Clock.SetUtcNow(hold.ExpiresAt!.Value);
        Assert.False(await _landed.TakeAsync(Claim(item, ClaimKind.Hold, Now, Now + Quarter)));
        await SweepAsync();
        Assert.True(await _landed.TakeAsync(Claim(item, ClaimKind.Hold, Now, Now + Quarter)));
        Assert.False(await _landed.ChangeAsync(hold, hold with { Kind = ClaimKind.Order, ExpiresAt = null }));
    }

    private async Task<ItemId> ItemAsync() => (await _shop.Listing(await _shop.Shelve())).ItemId;

    private static Claim Claim(ItemId item, ClaimKind kind, DateTimeOffset from, DateTimeOffset? until) =>
        new(TypedId.New<ClaimId>(from), item, kind, Guid.CreateVersion7(), from, until);

    private Task<Outcome<Claim>> TakeAsync(Claim claim) => _shop.On((Claims claims) => claims.TakeAsync(claim, Now, default));

    private Task<Outcome<Claim>> ChangeAsync(Claim old, Claim claim) => _shop.On((Claims claims) => claims.ChangeAsync(old, claim, Now, default));

    private Task<int> SweepAsync() => _shop.On((ClaimSweep expired) => expired.RunAsync(default));

    private async Task<bool> OutlivesSweepAsync(Claim claim)
    {
        await SweepAsync();
        return (bool)(await _shop.Scalar($"SELECT live FROM items.claims WHERE id = '{claim.Id.Value}'"))!;
    }
}
