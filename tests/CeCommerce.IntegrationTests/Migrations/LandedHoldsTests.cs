namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Holds of the version that kept the order's id on them; its servers still find it there.</summary>
public sealed class LandedHoldsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Ordered = "SELECT id || ' ' || order_id FROM orders.holds WHERE order_id IS NOT NULL ORDER BY id";

    [Fact]
    public async Task A_hold_is_used_while_its_order_stands_and_names_it_until_then()
    {
        var ordered = await landed.ListAsync<string>(Ordered);
        Assert.NotEmpty(ordered);
        await landed.MigrateAsync();
        Assert.Equal(ordered, await landed.ListAsync<string>(Ordered));
        Assert.Empty(await landed.ListAsync<Guid>(
            """
            SELECT h.id FROM orders.holds h
            LEFT JOIN orders.orders o ON o.hold_id = h.id AND o.state <> 'PaymentFailed'
            WHERE h.order_id IS DISTINCT FROM o.id OR (h.used_at IS NULL) <> (o.id IS NULL)
            """));

        // A server of this version gives a hold back by its time alone.
        Assert.Equal(
            ordered.Count,
            (await landed.ListAsync<bool>("UPDATE orders.holds SET used_at = NULL WHERE order_id IS NOT NULL RETURNING order_id IS NULL")).Count(forgotten => forgotten));
    }
}
