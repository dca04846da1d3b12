using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Fees;

/// <summary>Gives a fee back with the money of its unit, once it was charged (M2). Part of the caller's transaction, which saves; posted at its end.</summary>
internal sealed class FeeReturns(CommerceDatabase database, AtomicChanges changes, OrderClock clock) : IFollowRefund
{
    public Task DecidedAsync(Order order, GivenBack back, CancellationToken cancellationToken) => ReturnAsync(order, back.Line, back.Cause, cancellationToken);

    /// <summary>
    /// For a refund, or whatever else takes money of the unit back, of which the unit's <see cref="OrderLine.RefundedAmount"/> knows already. The same cause again changes
    /// nothing. Before completion it does nothing: what is charged then is less by it.
    /// </summary>
    public async Task ReturnAsync(Order order, int line, Guid cause, CancellationToken cancellationToken)
    {
        var fee = await database.Set<LineFee>().SingleOrDefaultAsync(fee => fee.OrderId == order.Id && fee.Line == line && fee.ChargedAt != null, cancellationToken);
        if (fee is null || await database.Set<FeeReturn>().AnyAsync(back => back.OrderId == order.Id && back.Line == line && back.Cause == cause, cancellationToken))
        {
            return;
        }

        var now = clock.Now;
        var back = fee.GiveBack(order.Lines[line - 1].RefundedAmount);
        if (!back.IsZero)
        {
            var given = FeeReturn.Of(fee, back, cause, now);
            database.Add(given);
            changes.AtEnd(() => database.PostAsync([FeeMovements.GiveBack(given, order.OperatorId, MovementTime.Now(now))], cancellationToken));
        }
    }
}
