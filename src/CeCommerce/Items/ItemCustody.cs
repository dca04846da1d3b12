using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>
/// Passes items on: to the buyer when a sale is completed, and from there to the operator who registers the same thing again. Each
/// verb is part of the caller's transaction; what a consumer has the database lets nobody claim.
/// </summary>
internal sealed class ItemCustody(CommerceDatabase database)
{
    private static readonly object WithConsumer = new { holder = "CONSUMER" };

    /// <summary>The sale behind the claim is completed: the item is the buyer's and the claim ends. False when the claim is not live any more.</summary>
    /// <param name="sale">The claim of an order.</param>
    /// <param name="seller">Who had the item.</param>
    public async Task<bool> GiveToBuyerAsync(Claim sale, OperatorId seller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var given = await database.Database
            .SqlQuery<bool>($"SELECT items.complete_sale({sale.Id.Value}, {sale.ItemId.Value}, {sale.HolderId}, {now}) AS \"Value\"")
            .ToListAsync(cancellationToken);
        if (given is not [true])
        {
            return false;
        }

        // By the product, not by the person who said that it arrived: no item's history names a consumer.
        database.Note(HistoryEntry.Of(sale.ItemId, "sold", Caller.System, now, With(seller), WithConsumer));
        database.Tell(ItemEvents.GivenToBuyer(sale.ItemId, seller, now));
        return true;
    }

    /// <summary>Which of the items a buyer has, with no claim upon them: those may be registered again.</summary>
    public async Task<IReadOnlySet<ItemId>> WithBuyersAsync(IReadOnlyCollection<ItemId> items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await database.Database
            .SqlQuery<Guid>(
                $"""
                SELECT item_id AS "Value" FROM items.custody
                WHERE item_id = ANY ({Ids(items)}) AND upper_inf(during) AND holder = 'Consumer' AND NOT EXISTS (
                    SELECT FROM items.claims WHERE claims.item_id = custody.item_id AND live AND (expires_at > {now} OR expires_at IS NULL))
                """)
            .ToListAsync(cancellationToken);
        return ids.Select(ItemId.From).ToHashSet();
    }

    /// <summary>
    /// Ends the buyers' custody of items and begins the operator's. Answers the items as they are stored, locked until the transaction
    /// ends and still with everything that the operator before said of them; leaves out those that no buyer has any more.
    /// </summary>
    public async Task<IReadOnlyList<Item>> TakeFromBuyersAsync(
        IReadOnlyCollection<ItemId> items, OperatorId owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Custody first, then the item: the order in which a claim and a completed sale lock them too.
        var taken = await database.Database
            .SqlQuery<Guid>(
                $"""
                WITH bought AS (
                    SELECT item_id FROM items.custody
                    WHERE item_id = ANY ({Ids(items)}) AND upper_inf(during) AND holder = 'Consumer' AND NOT EXISTS (
                        SELECT FROM items.claims WHERE claims.item_id = custody.item_id AND live AND (expires_at > {now} OR expires_at IS NULL))
                    ORDER BY item_id FOR UPDATE)
                SELECT item_id AS "Value" FROM bought WHERE items.pass_custody(item_id, 'Operator', {owner.Value}, 'Registration', NULL, {now})
                """)
            .ToListAsync(cancellationToken);
        await database.SendAsync($"SELECT FROM items.items WHERE id = ANY ({taken.ToArray()}) ORDER BY id FOR UPDATE", cancellationToken);
        var ids = taken.Select(ItemId.From).ToList();
        return await database.Set<Item>().Include(x => x.Serials).Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// What the item's history says of a registration over what a buyer had. What the former operator said of it stays with their listings.
    /// </summary>
    public static HistoryEntry Registered(Item item, Caller caller, DateTimeOffset now, string? why = null) =>
        HistoryEntry.Of(item.Id, "registered again", caller, now, WithConsumer, With(item.OperatorId), why);

    private static object With(OperatorId owner) => new { holder = "OPERATOR", operatorId = owner.ToString() };

    private static Guid[] Ids(IReadOnlyCollection<ItemId> items) => [.. items.Select(item => item.Value)];
}
