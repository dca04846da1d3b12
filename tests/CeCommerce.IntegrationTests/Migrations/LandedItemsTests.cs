namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Claims, custody and serial numbers of rows that the version before claims had an expiry and items a custody wrote.</summary>
public sealed class LandedItemsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    [Fact]
    public async Task Items_claims_and_serials_are_what_they_were()
    {
        Assert.NotEmpty(await landed.ListAsync<Guid>("SELECT id FROM orders.orders WHERE state = 'Completed'"));
        Assert.NotEmpty(await landed.ListAsync<Guid>("SELECT id FROM orders.orders WHERE state IN ('Paid', 'HandedOver')"));
        Assert.NotEmpty(await landed.ListAsync<Guid>("SELECT id FROM items.claims WHERE live AND kind = 'Hold'"));
        var unbranded = await landed.ListAsync<string>("SELECT value FROM items.serials WHERE namespace = 'maker:' ORDER BY value");
        Assert.NotEmpty(unbranded);
        await landed.MigrateAsync();

        // Every item has one open period, the first begins with its registration, and none is missing between.
        Assert.Empty(await landed.ListAsync<Guid>(
            """
            SELECT i.id FROM items.items i WHERE
                (SELECT count(*) FROM items.custody u WHERE u.item_id = i.id AND upper_inf(u.during)) <> 1
                OR (SELECT lower(u.during) FROM items.custody u WHERE u.item_id = i.id AND u.turn = 1 AND u.operator_id = i.operator_id) IS DISTINCT FROM i.created_at
            """));

        // The buyer has what was completed, since then; an order that stands keeps its claim, and nothing else is sold.
        Assert.Empty(await landed.ListAsync<Guid>(
            """
            SELECT o.id FROM orders.orders o
            LEFT JOIN items.claims c ON c.id = o.claim_id AND c.kind = 'Order' AND c.holder_id = o.id AND c.live AND upper_inf(c.during)
            LEFT JOIN items.custody u ON u.cause_id = o.id AND u.item_id = o.item_id AND u.holder = 'Consumer' AND upper_inf(u.during) AND lower(u.during) = o.updated_at
            WHERE (o.state = 'Completed') <> (u.turn IS NOT NULL)
                OR (o.state IN ('PaymentPending', 'AwaitingPayment', 'Paid', 'HandedOver', 'RefundPending')) <> (c.id IS NOT NULL)
            """));
        Assert.Empty(await landed.ListAsync<Guid>("SELECT id FROM items.claims WHERE live AND kind = 'Hold' AND expires_at IS DISTINCT FROM upper(during)"));
        Assert.Empty(await landed.ListAsync<Guid>("SELECT id FROM items.claims WHERE kind = 'Order' AND expires_at IS NOT NULL"));
        Assert.Equal(
            unbranded, await landed.ListAsync<string>("SELECT value FROM items.serials WHERE namespace = 'unbranded:' || replace(operator_id::text, '-', '') ORDER BY value"));
        Assert.Empty(await landed.ListAsync<string>("SELECT value FROM items.serials WHERE namespace = 'maker:'"));

        // What a buyer has is claimed by nobody, as the version before would do it.
        Assert.Empty(await landed.ListAsync<Guid>(
            """
            INSERT INTO items.claims (id, item_id, kind, holder_id, during, live)
            SELECT gen_random_uuid(), item_id, 'Hold', gen_random_uuid(), tstzrange(now(), now() + interval '10 minutes', '[)'), true FROM orders.orders WHERE state = 'Completed'
            ON CONFLICT DO NOTHING RETURNING id
            """));
    }
}
