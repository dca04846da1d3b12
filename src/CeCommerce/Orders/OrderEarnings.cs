using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>What is the operator's once an order is completed, in the books. Part of the caller's transaction, at its end.</summary>
internal sealed class OrderEarnings(CommerceDatabase database, AtomicChanges changes, OrderMoney money, Escrow escrow) : IFollowOrder
{
    public async Task MovedAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.State == OrderState.Completed)
        {
            await EarnAsync(order, now, cancellationToken);
        }
    }

    /// <summary>The same again finds nothing left in escrow and moves nothing.</summary>
    public async Task EarnAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await money.FindAsync(order, cancellationToken) is { } payment)
        {
            changes.AtEnd(() => PostAsync(order, payment, MovementTime.Now(now), cancellationToken));
        }
    }

    private async Task PostAsync(Order order, Payment payment, MovementTime time, CancellationToken cancellationToken)
    {
        if (await escrow.ReleaseAsync(payment.Id, order.OperatorId, order.RefundOpen, time, cancellationToken) is { } release)
        {
            await database.PostAsync([release], cancellationToken);
        }
    }
}
