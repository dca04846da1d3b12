using CeCommerce.Platform.Idempotency;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class IdempotencyMemoryTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task A_key_is_remembered_for_thirty_days_and_then_free_again()
    {
        var key = OrderShop.Key();
        var (first, second) = (await shop.Shelve(), await shop.Shelve());
        Assert.Null((await shop.Hold(first, key: key)).Error);

        shop.Clock.Advance(IdempotencyRetention.Kept);
        // Those of the demo data are older.
        await ForgetAsync();
        Assert.IsType<IdempotencyKeyReused>((await shop.Hold(second, key: key)).Error);

        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(await ForgetAsync(), 1, int.MaxValue);
        Assert.IsNotType<IdempotencyKeyReused>((await shop.Hold(second, key: key)).Error);
    }

    private Task<int> ForgetAsync() => shop.On((IdempotencyRetention memory) => memory.ForgetAsync(TestContext.Current.CancellationToken));
}
