using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// Takes over orders whose money a server of the version before follows: it keeps with the order itself whether money may still move. One that it has not looked at
/// for a while gets a payment that is wanted as the order's state says, and is its own no longer.
/// </summary>
internal sealed class OrdersOfBefore(CommerceDatabase database, AtomicChanges changes, OrderMoney money, OrderRetries retries)
{
    private const int Batch = 100;

    /// <summary>How many were taken over; one that fails comes again later and holds up no other.</summary>
    public async Task<int> TakeOverAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var id in await DueAsync(cancellationToken))
        {
            taken += await retries.TryAsync(id, async () => (await changes.RunAsync(() => TakeAsync(id, cancellationToken), cancellationToken)).Value, cancellationToken) ? 1 : 0;
        }

        return taken;
    }

    private async Task<IEnumerable<OrderId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = retries.Clock.Now;
        var due = await database.Database
            .SqlQuery<Guid>($"SELECT id AS \"Value\" FROM orders.orders WHERE unsettled AND ask_at <= {now} AND (retry_at IS NULL OR retry_at <= {now}) ORDER BY ask_at LIMIT {Batch}")
            .ToListAsync(cancellationToken);
        return due.Select(OrderId.From);
    }

    private async Task<Outcome<bool>> TakeAsync(OrderId id, CancellationToken cancellationToken)
    {
        if (await database.Database.ExecuteSqlAsync($"UPDATE orders.orders SET unsettled = false WHERE id = {id.Value} AND unsettled", cancellationToken) == 0)
        {
            return false;
        }

        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
        var payment = await money.OfAsync(order, cancellationToken);
        if (order.State is OrderState.Cancelled or OrderState.PaymentFailed or OrderState.RefundPending)
        {
            await money.ReleaseAsync(order, cancellationToken);
        }

        payment.AskAgain();
        return true;
    }
}
