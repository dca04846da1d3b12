using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Items;
using CeCommerce.Orders;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>
/// A server of the version before claims had an expiry and items a custody, running beside this one during a deployment: its
/// statements over claims, items and orders, word for word.
/// </summary>
internal sealed class LandedServer(OrderShop shop)
{
    public Task<bool> TakeAsync(Claim claim) => DoAsync(
        """
        INSERT INTO items.claims (id, item_id, kind, holder_id, during, live)
        VALUES ($1, $2, $3, $4, tstzrange($5, $6, '[)'), true)
        ON CONFLICT DO NOTHING
        """,
        claim.Id.Value, claim.ItemId.Value, claim.Kind.ToString(), claim.HolderId, claim.From, claim.Until);

    public Task<bool> ChangeAsync(Claim old, Claim claim) => DoAsync(
        """
        UPDATE items.claims
        SET kind = $1, holder_id = $2, during = tstzrange(lower(during), $3, '[)')
        WHERE id = $4 AND kind = $5 AND holder_id = $6
            AND live AND (upper(during) > $7 OR upper_inf(during))
        """,
        claim.Kind.ToString(), claim.HolderId, claim.Until, old.Id.Value, old.Kind.ToString(), old.HolderId, shop.Clock.GetUtcNow());

    public Task<bool> CompleteAsync(Order order) => DoAsync(
        "UPDATE orders.orders SET state = 'Completed', updated_at = $2 WHERE id = $1 AND state = 'HandedOver'", order.Id.Value, shop.Clock.GetUtcNow());

    private async Task<bool> DoAsync(string sql, params object?[] values)
    {
        await using var command = shop.Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz }
                : new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) == 1;
    }
}
