using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Items;
using CeCommerce.Orders;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>What happens to an item at the end of its sale, here and where the version before this one still runs.</summary>
public sealed class CustodyTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;
    private readonly LandedServer _landed;

    public CustodyTests(OrderShop shop)
    {
        (_shop, _landed) = (shop, new(shop));
        shop.NextHour();
    }

    private DateTimeOffset Now => _shop.Clock.GetUtcNow();

    [Fact]
    public async Task A_completed_sale_ends_the_claim_and_gives_the_item_to_the_buyer()
    {
        var order = await HandedOverAsync();
        var placed = order.PlacedAt;
        _shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await CompleteAsync(order)).Error);
        Assert.Equal(0L, await _shop.Scalar($"SELECT count(*) FROM items.claims WHERE item_id = '{order.Lines[0].ItemId.Value}' AND live"));
        Assert.Equal(
            $"Operator until {Now:yyyy-MM-dd HH:mm:ss}, Consumer of {order.Id.Value}",
            await _shop.Scalar(
                $"""
                SELECT string_agg(holder || coalesce(' until ' || to_char(upper(during) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), ' of ' || cause_id), ', ' ORDER BY turn)
                FROM items.custody WHERE item_id = '{order.Lines[0].ItemId.Value}'
                """));
        var taken = Assert.IsType<ItemTaken>((await ClaimAsync(order.Lines[0].ItemId)).Error);
        Assert.Equal((true, null), (taken.SoldForEver, taken.FreeAt));
        Assert.True(placed < Now);
    }

    [Fact]
    public async Task A_sale_that_completes_by_itself_gives_the_item_to_the_buyer_too()
    {
        var order = await HandedOverAsync();
        _shop.Clock.SetUtcNow((await _shop.Order(order.Id)).CompletesAt!.Value);
        await _shop.On((OrderDeadlines due) => due.RunAsync(default));
        Assert.Equal("Consumer", await HolderAsync(order.Lines[0].ItemId));
    }

    [Fact]
    public async Task What_the_landed_version_completes_it_cannot_sell_again()
    {
        var order = await HandedOverAsync();
        Assert.True(await _landed.CompleteAsync(order));
        Assert.Equal("Consumer", await HolderAsync(order.Lines[0].ItemId));
        Assert.Equal(0L, await _shop.Scalar($"SELECT count(*) FROM items.claims WHERE item_id = '{order.Lines[0].ItemId.Value}' AND live"));
        Assert.False(await _landed.TakeAsync(new(TypedId.New<ClaimId>(Now), order.Lines[0].ItemId, ClaimKind.Hold, Guid.CreateVersion7(), Now, Now.AddMinutes(10))));
        Assert.IsType<ItemTaken>((await ClaimAsync(order.Lines[0].ItemId)).Error);
    }

    [Fact]
    public async Task What_the_landed_version_registers_is_in_its_operators_custody()
    {
        var item = Guid.CreateVersion7();
        await _shop.Scalar(
            $$"""
            INSERT INTO items.items (id, operator_id, facts, created_at, name, category)
            SELECT '{{item}}', id, '[]', now(), 'x', 'power_tool' FROM operators.operators LIMIT 1
            """);
        Assert.Equal("Operator", await HolderAsync(new(item)));
    }

    [Fact]
    public async Task Two_periods_of_an_item_are_never_at_one_time()
    {
        var item = (await _shop.Listing(await _shop.Shelve())).ItemId.Value;
        await RefusedAsync(item, 2, "tstzrange(now() + interval '1 year', NULL)", "ux_custody_open");
        await _shop.Scalar($"SELECT items.pass_custody('{item}', 'Consumer', NULL, 'Order', gen_random_uuid(), now() + interval '1 year')");
        await RefusedAsync(item, 3, "tstzrange(now() + interval '2 years', now() + interval '3 years')", "ex_custody_one_holder_at_a_time");
        await RefusedAsync(item, 3, "tstzrange(now() + interval '6 months', now() + interval '7 months')", "ex_custody_one_holder_at_a_time");
        await RefusedAsync(item, 2, "tstzrange(now() - interval '2 years', now() - interval '1 year')", "pk_custody");
    }

    [Fact]
    public async Task Nobody_claims_an_item_while_its_sale_is_being_completed()
    {
        var order = await HandedOverAsync();
        await using var connection = await _shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var completing = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var complete = new NpgsqlCommand(
            $"SELECT items.complete_sale('{order.Lines[0].ClaimId.Value}', '{order.Lines[0].ItemId.Value}', '{order.Id.Value}', '{Now:O}')", connection);
        Assert.Equal(true, await complete.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        var claims = Enumerable.Range(0, 4).Select(_ => ClaimAsync(order.Lines[0].ItemId)).ToList();
        var landed = _landed.TakeAsync(new(TypedId.New<ClaimId>(Now), order.Lines[0].ItemId, ClaimKind.Hold, Guid.CreateVersion7(), Now, Now.AddMinutes(10)));
        while (await _shop.Scalar("SELECT count(*) FROM pg_locks WHERE NOT granted") is long waiting && waiting < 5)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await completing.CommitAsync(TestContext.Current.CancellationToken);
        Assert.All(await Task.WhenAll(claims), outcome => Assert.True(Assert.IsType<ItemTaken>(outcome.Error).SoldForEver));
        Assert.False(await landed);
    }

    [Fact]
    public async Task Two_servers_complete_a_sale_once()
    {
        var other = _shop.Start();
        for (var round = 0; round < 6; round++)
        {
            _shop.NextHour();
            var order = await HandedOverAsync();
            var landed = _landed.CompleteAsync(order);
            var ends = await Task.WhenAll(CompleteAsync(order), CompleteAsync(order, other));
            Assert.True(await landed ^ ends.Any(end => end.Error is null) || ends.Count(end => end.Error is null) == 1);
            Assert.Equal(2L, await _shop.Scalar($"SELECT count(*) FROM items.custody WHERE item_id = '{order.Lines[0].ItemId.Value}'"));
            Assert.Equal(OrderState.Completed, (await _shop.Order(order.Id)).State);
        }
    }

    [Fact]
    public async Task Serials_that_the_landed_version_registers_without_a_brand_count_for_its_operator()
    {
        var (item, value) = ((await _shop.Listing(await _shop.Shelve())).ItemId, Guid.CreateVersion7().ToString("N").ToUpperInvariant());
        var insert = $"INSERT INTO items.serials (namespace, value, item_id, operator_id) SELECT 'maker:', '{value}', id, operator_id FROM items.items WHERE id = '{item.Value}'";
        await _shop.Scalar(insert);
        Assert.Equal(true, await _shop.Scalar($"SELECT namespace = 'unbranded:' || replace(operator_id::text, '-', '') FROM items.serials WHERE value = '{value}'"));

        // A second one of the same operator is taken there by the old rule, and not lost.
        await _shop.Scalar(insert);
        Assert.Equal(2L, await _shop.Scalar($"SELECT count(*) FROM items.serials WHERE value = '{value}'"));
    }

    private async Task RefusedAsync(Guid item, int turn, string during, string constraint)
    {
        var insert = $"INSERT INTO items.custody (item_id, turn, holder, cause, cause_id, during) VALUES ('{item}', {turn}, 'Consumer', 'Order', gen_random_uuid(), {during})";
        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => _shop.Scalar(insert))).ConstraintName);
    }

    private async Task<Order> HandedOverAsync()
    {
        var order = await _shop.Paid();
        Assert.Null((await _shop.On((OrderService orders) => orders.HandOverAsync(new(_shop.Staff, order.Id, OrderShop.Key()), new(null, null), default))).Error);
        return order;
    }

    private Task<Outcome<Order>> CompleteAsync(Order order, IServiceProvider? server = null) =>
        _shop.On((OrderService orders) => orders.CompleteAsync(new(OrderShop.Consumer(), order.Id, OrderShop.Key()), default), server);

    private Task<Outcome<Claim>> ClaimAsync(ItemId item) => _shop.On((Claims claims) => claims.TakeAsync(
        new(TypedId.New<ClaimId>(Now), item, ClaimKind.Repair, Guid.CreateVersion7(), Now, null), Now, default));

    private async Task<string?> HolderAsync(ItemId item) =>
        (string?)await _shop.Scalar($"SELECT holder FROM items.custody WHERE item_id = '{item.Value}' AND upper_inf(during)");
}
