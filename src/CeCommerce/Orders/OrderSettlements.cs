using CeCommerce.Payments;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;

namespace CeCommerce.Orders;

/// <summary>Has the processor asked about the money of an order.</summary>
internal sealed class OrderSettlements(CommerceDatabase database, OrderMoney money, PaymentService payments)
{
    /// <summary>
    /// Asks the processor for what is wanted and records the answer with the order's move. Safe to repeat. Never call it inside a transaction. An unreachable
    /// processor leaves the order as it is, for the sweep.
    /// </summary>
    /// <param name="opened">The request that placed the order, while it is open: it is finished with the record.</param>
    public async Task<OrderSettlement> SettleAsync(Order order, OpenedRequest? opened, CancellationToken cancellationToken)
    {
        var payment = await money.OfAsync(order, cancellationToken);
        var begun = opened is null ? null : new BegunPayment(opened, order.Id.ToString(), opened.Resumed ? [] : [order, payment]);
        await database.SaveChangesAsync(cancellationToken);
        var settled = await payments.SettleAsync(payment, begun, cancellationToken);
        return new((await database.FindAsync<Order>([order.Id], cancellationToken))!, settled.Reached);
    }

    /// <summary>As <see cref="SettleAsync"/> of an order whose money was released; asks nothing when the processor has heard of it.</summary>
    public async Task<Order> ReleaseAsync(Order order, CancellationToken cancellationToken) =>
        (await money.OfAsync(order, cancellationToken)).Unsettled ? (await SettleAsync(order, null, cancellationToken)).Order : order;
}

/// <summary>What came of asking the processor about an order.</summary>
/// <param name="Order">As it stands now.</param>
/// <param name="Reached">False when the processor could not be asked: then nothing is known of the money.</param>
internal sealed record OrderSettlement(Order Order, bool Reached);
