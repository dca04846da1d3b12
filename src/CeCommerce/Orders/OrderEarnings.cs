using CeCommerce.Orders.Fees;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>
/// What is the operator's once an order is completed, and what of that the platform takes: out of escrow, and the fees of its units. Part of the caller's transaction, which saves;
/// posted at its end.
/// </summary>
internal sealed class OrderEarnings(CommerceDatabase database, AtomicChanges changes, OrderMoney money, Escrow escrow, LineFees fees) : IFollowOrder
{
    public async Task MovedAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.State == OrderState.Completed)
        {
            await EarnAsync(order, now, cancellationToken);
        }
    }

    /// <summary>Of an order that has ended. The same again finds nothing left in escrow and no fee to charge, and moves nothing.</summary>
    public async Task EarnAsync(Order order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fee = order.State == OrderState.Completed ? await fees.ChargeAsync(order, now, cancellationToken) : default;
        var payment = await money.FindAsync(order, cancellationToken);
        changes.AtEnd(async () =>
        {
            var time = MovementTime.Now(now);
            Movement?[] movements =
            [
                payment is null ? null : await escrow.ReleaseAsync(payment.Id, order.OperatorId, order.RefundOpen, time, cancellationToken),
                fee.IsZero ? null : FeeMovements.Charge(order, fee, time),
            ];
            await database.PostAsync([.. movements.OfType<Movement>()], cancellationToken);
        });
    }
}
