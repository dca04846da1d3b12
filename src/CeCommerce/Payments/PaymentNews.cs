using CeCommerce.Orders;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// Writes down what the processor said: payment, ledger and the order's move in one transaction. Saying the same again,
/// or saying it late, changes nothing.
/// </summary>
internal sealed class PaymentNews(
    CommerceDatabase database, AtomicChanges changes, OrdersAwaitingMoney orders, OrderClock clock, IPaymentGateway gateway)
{
    /// <param name="order">As the caller knows it; read again unless the caller has only just placed it.</param>
    /// <param name="charge">Null when the processor has none for this order.</param>
    /// <param name="opened">The request that placed the order, when it is still open: it is finished with the record.</param>
    public async Task<Order> ApplyAsync(Order order, Charge? charge, OpenedRequest? opened, CancellationToken cancellationToken)
    {
        var placed = opened is { Resumed: false } ? order : null;
        var recorded = await changes.RunAsync<Order>(
            async () =>
            {
                var found = placed is null ? await LoadAsync(order.Id, cancellationToken) : new OrderMoney(orders.Placed(placed), null);

                // Row version and unique payment tell when somebody else was here first: then it is read after all.
                placed = null;
                await HearAsync(found.Order, found.Payment, charge, cancellationToken);
                if (opened is not null)
                {
                    opened.Request.Finish(JsonColumn.Write(order.Id.ToString()));
                    database.Update(opened.Request);
                }

                return found.Order;
            },
            cancellationToken);
        return recorded.Value ?? (await orders.FindAsync(order.Id, cancellationToken))!;
    }

    private async Task<OrderMoney> LoadAsync(OrderId id, CancellationToken cancellationToken)
    {
        var order = await orders.LockAsync(id, cancellationToken);
        return new(order, await database.Set<Payment>().SingleOrDefaultAsync(payment => payment.OrderId == id, cancellationToken));
    }

    private async Task HearAsync(Order order, Payment? payment, Charge? charge, CancellationToken cancellationToken)
    {
        if (charge is null)
        {
            // Cancelled before the processor ever heard of it, and for so long that no request from before can still bring it a charge.
            var over = order.State == OrderState.Cancelled && clock.Now >= order.UpdatedAt + clock.Settings.SweepAfter;
            order.Settle(order.Unsettled && !over);
            return;
        }

        if (payment is null)
        {
            payment = Payment.Of(order, gateway.Name, clock.Now);
            database.Add(payment);
        }

        var captured = payment.Captured;
        if (payment.Hear(charge, clock.Now))
        {
            await database.PostAsync([.. Movements(order, payment, captured)], cancellationToken);
            database.Tell(PaymentEvents.Of(payment, order, clock.Now));
        }

        await FollowAsync(order, payment, charge, cancellationToken);
    }

    private IEnumerable<Movement> Movements(Order order, Payment payment, bool wasCaptured)
    {
        Share[] shares = [new(order.OperatorId, payment.Amount)];
        if (payment.Captured && !wasCaptured)
        {
            yield return PaymentMovements.Charge(Cause.Of(payment.Id), shares, MovementTime.Now(clock.Now));
        }

        if (payment.Status == ChargeStatus.Refunded)
        {
            yield return PaymentMovements.Refund(Cause.Of(payment.Id), shares, MovementTime.Now(clock.Now));
        }
    }

    /// <summary>Takes the order where its payment stands; a closed order only has its money followed to the end.</summary>
    private async Task FollowAsync(Order order, Payment payment, Charge charge, CancellationToken cancellationToken)
    {
        if (order.State.IsUnpaid())
        {
            await FollowUnpaidAsync(order, payment, charge, cancellationToken);
        }

        if (payment.Status == ChargeStatus.Refunded && order.State is OrderState.Paid or OrderState.RefundPending)
        {
            await orders.MoveAsync(order, OrderState.Refunded, null, cancellationToken);
        }

        if (order.State is OrderState.Cancelled or OrderState.PaymentFailed)
        {
            order.Settle(payment.Status is not (ChargeStatus.Declined or ChargeStatus.Refunded));
        }
    }

    private async Task FollowUnpaidAsync(Order order, Payment payment, Charge charge, CancellationToken cancellationToken)
    {
        switch (payment.Status)
        {
            case ChargeStatus.Succeeded or ChargeStatus.Refunded:
                await orders.MoveAsync(order, OrderState.Paid, null, cancellationToken);
                break;
            case ChargeStatus.Declined:
                order.Refuse(charge.Reason ?? "declined");
                await orders.MoveAsync(order, OrderState.PaymentFailed, charge.Reason, cancellationToken);
                break;
            case ChargeStatus.NeedsAuthentication when order.State == OrderState.PaymentPending && charge.ActionUrl is { } url:
                order.AwaitBuyer(url, clock.Now + clock.Settings.PaymentTime);
                await orders.MoveAsync(order, OrderState.AwaitingPayment, null, cancellationToken);
                break;
            case ChargeStatus.Pending when order.State == OrderState.AwaitingPayment || payment.Attempts.Count == 1:
                order.AwaitProcessor(await orders.SlowDeadlineAsync(order, cancellationToken));
                if (order.State == OrderState.AwaitingPayment)
                {
                    await orders.MoveAsync(order, OrderState.PaymentPending, null, cancellationToken);
                }

                break;
            default:
                break;
        }
    }

    private sealed record OrderMoney(Order Order, Payment? Payment);
}
