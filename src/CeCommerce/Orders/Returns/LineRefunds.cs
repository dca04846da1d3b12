using CeCommerce.Payments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>Gives money of units back, and ends units and orders whose money is back. Part of the caller's transaction, which saves.</summary>
internal sealed class LineRefunds(CommerceDatabase database, OrderMoney money, OrderProgress progress, LineProgress lines, ReturnedItems items)
{
    /// <summary>Null when it was decided; the processor hears of it after the transaction.</summary>
    public async Task<UserError?> DecideAsync(Order order, OrderLine line, RefundWish wish, CancellationToken cancellationToken)
    {
        if (wish.Amount.Currency != line.Rest.Currency || wish.Amount.Amount <= 0 || wish.Amount.Amount > line.Rest.Amount)
        {
            return new RefundAboveRest(line.Rest, "input", "amount");
        }

        if (await money.DisputeAsync(order, cancellationToken) is { } disputed)
        {
            return disputed;
        }

        line.Refund(wish.Amount);
        if (order.State == OrderState.Completed)
        {
            database.RecordRefund(order, line, wish);
        }

        // With the last unit's whole price the postage goes too: nothing is left of the contract.
        var whole = order.Lines.All(each => each.Rest.Amount == 0) ? order.Total - order.RefundDecided : wish.Amount;
        var refund = OrderRefund.Of(line, whole, wish.Why, wish.At);
        order.DecideRefund(whole);
        database.Add(refund);
        await money.GiveBackAsync(order, new(refund.Id, line.Number, wish.Amount, whole with { Amount = whole.Amount - wish.Amount.Amount }), cancellationToken);
        return null;
    }

    /// <summary>What the processor has given back by now.</summary>
    public async Task HeardAsync(Order order, Payment payment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!order.IsRefundOpen)
        {
            return;
        }

        var open = await database.Set<OrderRefund>().Where(refund => refund.OrderId == order.Id && refund.DoneAt == null).OrderBy(refund => refund.Id).ToListAsync(cancellationToken);
        foreach (var refund in open.Where(refund => payment.Refunded(refund.Id)))
        {
            refund.Finish(now);
            order.FinishRefund(refund.Amount);
            await EndLineAsync(order, order.Lines[refund.Line - 1], open.Exists(other => other.Line == refund.Line && other.DoneAt is null), cancellationToken);
        }

        if (order.Lines.All(line => line.State == LineState.Refunded) && !order.State.IsBack())
        {
            await progress.MoveAsync(order, OrderState.Refunded, OrderMover.System with { Why = "all units refunded" }, cancellationToken);
        }
    }

    private async Task EndLineAsync(Order order, OrderLine line, bool isMoreOnItsWay, CancellationToken cancellationToken)
    {
        var came = line.State == LineState.ReturnReceived;
        if (order.State == OrderState.Completed || isMoreOnItsWay || line.State == LineState.Refunded || !(came || line.Rest.Amount == 0))
        {
            return;
        }

        await items.PassAsync(order, line, came || order.State == OrderState.Paid, cancellationToken);
        lines.Move(order, line, LineState.Refunded, OrderMover.System);
    }
}

/// <summary>What is to go back of a unit's money.</summary>
/// <param name="By">Who grants it.</param>
internal sealed record RefundWish(Money Amount, Guid? Why, DateTimeOffset At, Caller? By = null);
