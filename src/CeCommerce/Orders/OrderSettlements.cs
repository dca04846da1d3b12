using CeCommerce.Payments;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>Has the processor asked about the money of an order.</summary>
internal sealed class OrderSettlements(CommerceDatabase database, AtomicChanges changes, OrderMoney money, PaymentService payments)
{
    /// <summary>
    /// Asks the processor for what is wanted and records the answer with the order's move. Safe to repeat. Never call it inside a transaction. An unreachable
    /// processor leaves the order as it is, for the sweep.
    /// </summary>
    public async Task<OrderSettlement> SettleAsync(Order order, CancellationToken cancellationToken)
    {
        var payment = await money.FindAsync(order, cancellationToken) ?? await BegunAsync(order, cancellationToken);
        var settled = await payments.SettleAsync(payment, null, cancellationToken);
        return new((await database.FindAsync<Order>([order.Id], cancellationToken))!, settled.Reached);
    }

    /// <summary>As <see cref="SettleAsync"/> of an order whose money was released; asks nothing when the processor has heard of it.</summary>
    public async Task<Order> ReleaseAsync(Order order, CancellationToken cancellationToken) =>
        await money.FindAsync(order, cancellationToken) is { Unsettled: false } ? order : (await SettleAsync(order, cancellationToken)).Order;

    /// <summary>Has what was decided to go back of an order's units given back now; the sweep does when the processor cannot be reached.</summary>
    public async Task<Outcome<Order>> GiveBackAsync(Outcome<Order> decided, CancellationToken cancellationToken) =>
        decided.Try(out var order, out _) && order.IsRefundOpen ? (await SettleAsync(order, cancellationToken)).Order : decided;

    /// <summary>Another server may begin it at the same moment.</summary>
    private async Task<Payment> BegunAsync(Order order, CancellationToken cancellationToken) =>
        (await changes.RunAsync<Payment>(async () => await money.OfAsync(order, cancellationToken), cancellationToken)).Value
        ?? throw new PaymentGatewayUnavailable("Others are beginning the payment at the same moment.");
}

/// <summary>What came of asking the processor about an order.</summary>
/// <param name="Order">As it stands now.</param>
/// <param name="Reached">False when the processor could not be asked: then nothing is known of the money.</param>
internal sealed record OrderSettlement(Order Order, bool Reached);
