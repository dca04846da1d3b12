using CeCommerce.Checkout;
using CeCommerce.Orders.Disputes;
using CeCommerce.Orders.Returns;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>Takes the orders of a purchase where its payment stands; a closed order only has its money followed to the end, by Payments.</summary>
internal sealed class OrderPayments(CommerceDatabase database, OrderProgress progress, LineRefunds refunds, DisputedOrders disputes, OrderClock clock) : IFollowPurchase
{
    private static readonly Func<CommerceDatabase, PurchaseId, IAsyncEnumerable<Order>> OfPurchase = EF.CompileAsyncQuery<CommerceDatabase, PurchaseId, Order>(
        (CommerceDatabase database, PurchaseId purchase) => database.Set<Order>().Where(order => order.PurchaseId == purchase).OrderBy(order => order.Id));

    public Task LockAsync(PurchaseId purchase, CancellationToken cancellationToken) =>
        database.SendAsync($"SELECT FROM orders.orders WHERE purchase_id = {purchase.Value} ORDER BY id FOR NO KEY UPDATE", cancellationToken);

    public async Task HeardAsync(PurchaseId purchase, Payment payment, Charge charge, CancellationToken cancellationToken)
    {
        if (payment.Status == ChargeStatus.Authorised && !payment.Steps.Any(step => step.Kind == StepKind.Refund))
        {
            // Held money moves no order: what it waits for is the capture, which is asked for next.
            return;
        }

        foreach (var order in await OrdersOfAsync(purchase, cancellationToken))
        {
            if (order.State.IsUnpaid())
            {
                await FollowUnpaidAsync(order, payment, charge, cancellationToken);
            }

            await refunds.HeardAsync(order, payment, clock.Now, cancellationToken);
            if ((payment.Status == ChargeStatus.Refunded || payment.Refunded(order.Id.Value) || (order.State == OrderState.RefundPending && order.IsAllBack)) && order.State is OrderState.Paid or OrderState.RefundPending)
            {
                await MoveAsync(order, OrderState.Refunded, null, cancellationToken);
            }
        }
    }

    public Task DisputedAsync(PurchaseId purchase, DisputedMoney money, CancellationToken cancellationToken) => disputes.FollowAsync(purchase, money, cancellationToken);

    /// <summary>Known already when this request has only just placed them.</summary>
    private async Task<IReadOnlyList<Order>> OrdersOfAsync(PurchaseId purchase, CancellationToken cancellationToken)
    {
        List<Order> known = [.. database.Known<Order>().Where(order => order.PurchaseId == purchase)];
        return known.Count > 0 ? known : await OfPurchase(database, purchase).ToListAsync(cancellationToken);
    }

    private async Task FollowUnpaidAsync(Order order, Payment payment, Charge charge, CancellationToken cancellationToken)
    {
        switch (payment.Status)
        {
            case ChargeStatus.Succeeded or ChargeStatus.Refunded:
                await MoveAsync(order, OrderState.Paid, null, cancellationToken);
                order.AwaitShipment(clock.ShipBy(order));
                break;
            case ChargeStatus.Declined or ChargeStatus.Cancelled:
                order.Refuse(charge.Reason ?? "declined");
                await MoveAsync(order, OrderState.PaymentFailed, charge.Reason, cancellationToken);
                break;
            case ChargeStatus.NeedsAuthentication when order.State == OrderState.PaymentPending && charge.Action is { } action:
                order.AwaitBuyer((action as Redirect)?.Page, clock.Now + clock.Settings.PaymentTime);
                await MoveAsync(order, OrderState.AwaitingPayment, null, cancellationToken);
                break;
            case ChargeStatus.Pending when order.State == OrderState.AwaitingPayment || payment.Attempts.Count == 1:
                order.AwaitProcessor(await SlowDeadlineAsync(order, cancellationToken));
                if (order.State == OrderState.AwaitingPayment)
                {
                    await MoveAsync(order, OrderState.PaymentPending, null, cancellationToken);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The table of moves allows every move that a payment calls for, so a refusal would be a bug.</summary>
    private async Task MoveAsync(Order order, OrderState to, string? why, CancellationToken cancellationToken)
    {
        var moved = await progress.MoveAsync(order, to, OrderMover.System with { Why = why }, cancellationToken);
        if (moved.Error is { } refused)
        {
            throw new InvalidOperationException(refused.Message.En);
        }
    }

    /// <summary>Until when an order may wait for a payment that settles later; shorter for who has left orders unpaid.</summary>
    private async Task<DateTimeOffset> SlowDeadlineAsync(Order order, CancellationToken cancellationToken)
    {
        var since = clock.Now - TimeSpan.FromDays(clock.Settings.LapseDays);
        var lapses = await database.Set<Order>()
            .Where(x => x.ClientId == order.ClientId && x.ConsumerId == order.ConsumerId && x.State == OrderState.Cancelled && x.PaidAt == null && x.UpdatedAt > since)
            .Take(clock.Settings.LapsesBeforeShort)
            .CountAsync(cancellationToken);
        return order.PlacedAt + (lapses < clock.Settings.LapsesBeforeShort ? clock.Settings.SlowPaymentTime : clock.Settings.ShortSlowPaymentTime);
    }
}
