using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// Writes down what the processor said: payment, ledger and the order's move in one transaction. Saying the same again,
/// or saying it late, changes nothing.
/// </summary>
internal sealed class PaymentRecord(
    CommerceDatabase database, OrderTransaction transaction, OrderProgress progress, OrderClock clock, IPaymentGateway gateway)
{
    /// <param name="order">As the caller knows it; read again unless the caller has only just placed it.</param>
    /// <param name="charge">Null when the processor has none for this order.</param>
    /// <param name="ticket">The request that placed the order, when it is still open: it is finished with the record.</param>
    public async Task<Order> ApplyAsync(Order order, Charge? charge, Ticket? ticket, CancellationToken cancellationToken)
    {
        var placed = ticket is { Resumed: false } ? order : null;
        var recorded = await transaction.RunAsync<Order>(
            async () =>
            {
                var found = placed is null ? await LoadAsync(order.Id, cancellationToken) : JustPlaced(placed);

                // Row version and unique payment tell when somebody else was here first: then it is read after all.
                placed = null;
                await HearAsync(found.Order, found.Payment, charge, cancellationToken);
                if (ticket is not null)
                {
                    ticket.Request.Finish(JsonColumn.Write(order.Id.ToString()));
                    database.Update(ticket.Request);
                }

                return found.Order;
            },
            cancellationToken);
        return recorded.Value ?? await database.Set<Order>().SingleAsync(x => x.Id == order.Id, cancellationToken);
    }

    private OrderMoney JustPlaced(Order order)
    {
        database.Attach(order);
        return new(order, null);
    }

    private async Task<OrderMoney> LoadAsync(OrderId id, CancellationToken cancellationToken)
    {
        // Webhooks of one order that come at once wait here for each other instead of meeting in the middle of their changes.
        await database.Database.ExecuteSqlAsync($"SELECT FROM orders.orders WHERE id = {id.Value} FOR NO KEY UPDATE", cancellationToken);
        return await database.Set<Order>()
            .Where(order => order.Id == id)
            .Select(order => new OrderMoney(order, database.Set<Payment>().FirstOrDefault(payment => payment.OrderId == order.Id)))
            .SingleAsync(cancellationToken);
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
            Post(order, payment, captured);
        }

        await FollowAsync(order, payment, charge, cancellationToken);
    }

    private void Post(Order order, Payment payment, bool wasCaptured)
    {
        if (payment.Captured && !wasCaptured)
        {
            database.AddRange(LedgerEntry.Of(LedgerKind.Charge, order, payment, clock.Now));
        }

        if (payment.Status == ChargeStatus.Refunded)
        {
            database.AddRange(LedgerEntry.Of(LedgerKind.Refund, order, payment, clock.Now));
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
            await MoveAsync(order, OrderState.Refunded, null, cancellationToken);
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
                await MoveAsync(order, OrderState.Paid, null, cancellationToken);
                break;
            case ChargeStatus.Declined:
                order.Refuse(charge.Reason ?? "declined");
                await MoveAsync(order, OrderState.PaymentFailed, charge.Reason, cancellationToken);
                break;
            case ChargeStatus.NeedsAuthentication when order.State == OrderState.PaymentPending && charge.ActionUrl is { } url:
                order.AwaitBuyer(url, clock.Now + clock.Settings.PaymentTime);
                await MoveAsync(order, OrderState.AwaitingPayment, null, cancellationToken);
                break;
            case ChargeStatus.Pending when order.State == OrderState.AwaitingPayment || payment.Attempts.Count == 1:
                order.AwaitProcessor(order.PlacedAt + clock.Settings.SlowPaymentTime);
                if (order.State == OrderState.AwaitingPayment)
                {
                    await MoveAsync(order, OrderState.PaymentPending, null, cancellationToken);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The table of moves allows every move made here, so a refusal would be a bug.</summary>
    private async Task MoveAsync(Order order, OrderState to, string? why, CancellationToken cancellationToken)
    {
        var moved = await progress.MoveAsync(order, to, OrderMover.System with { Why = why }, cancellationToken);
        if (moved.Error is { } refused)
        {
            throw new InvalidOperationException(refused.Message.En);
        }
    }

    private sealed record OrderMoney(Order Order, Payment? Payment);
}
