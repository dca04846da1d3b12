using CeCommerce.Checkout;
using CeCommerce.Orders.Fees;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary>
/// What a lost dispute took counts as gone back: no refund gives it a second time, no fee is owed for it, and one that was charged is given back (M2). Won by appeal all of that is undone. Part of
/// the transaction that records the news, which saves.
/// </summary>
internal sealed class DisputedOrders(CommerceDatabase database, FeeReturns fees, OrderEarnings earnings, OrderClock clock)
{
    public async Task FollowAsync(PurchaseId purchase, DisputedMoney money, CancellationToken cancellationToken)
    {
        var orders = await database.Set<Order>().Where(x => x.PurchaseId == purchase && x.OperatorId == money.Share.OperatorId).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        if (money.Back is { } back)
        {
            await UndoAsync(orders, money.Cause, back, cancellationToken);
            return;
        }

        if (await database.Set<LostMoney>().AnyAsync(x => x.Cause == money.Cause, cancellationToken))
        {
            return;
        }

        foreach (var (order, amount) in Split(money.Share.Amount, orders, order => order.Total.Amount - order.RefundDecided.Amount))
        {
            await LoseAsync(order, amount, money.Cause, cancellationToken);
        }
    }

    private async Task LoseAsync(Order order, long amount, Guid cause, CancellationToken cancellationToken)
    {
        // Line 0 is what the order costs beside its units.
        var beside = order.Total.Amount - order.RefundDecided.Amount - order.Lines.Sum(line => line.Rest.Amount);
        int[] places = [0, .. order.Lines.Select(line => line.Number)];
        var parts = Split(amount, places, place => place == 0 ? beside : order.Lines[place - 1].Rest.Amount).Where(part => part.Amount > 0).ToList();
        Count(order, amount);
        foreach (var (line, part) in parts)
        {
            database.Add(new LostMoney { OrderId = order.Id, Line = line, Cause = cause, Amount = part });
            await CountAsync(order, line, part, cause, cancellationToken);
        }
    }

    private async Task UndoAsync(List<Order> orders, Guid cause, Guid back, CancellationToken cancellationToken)
    {
        var lost = await database.Set<LostMoney>().AsNoTracking().Where(x => x.Cause == cause).OrderBy(x => x.OrderId).ThenBy(x => x.Line).ToListAsync(cancellationToken);
        foreach (var order in orders)
        {
            foreach (var part in lost.Where(part => part.OrderId == order.Id))
            {
                Count(order, -part.Amount);
                await CountAsync(order, part.Line, -part.Amount, back, cancellationToken);
            }

            if (order.State is OrderState.Completed or OrderState.Refunded)
            {
                await earnings.EarnAsync(order, clock.Now, cancellationToken);
            }
        }
    }

    private static void Count(Order order, long amount)
    {
        var gone = order.Total with { Amount = amount };
        order.DecideRefund(gone);
        order.FinishRefund(gone);
    }

    private async Task CountAsync(Order order, int line, long amount, Guid cause, CancellationToken cancellationToken)
    {
        if (line > 0)
        {
            order.Lines[line - 1].Refund(order.Total with { Amount = amount });
            await fees.ReturnAsync(order, line, cause, cancellationToken);
        }
    }

    /// <summary>By what is left of each, never more than that; what is more than all of it falls to the first.</summary>
    private static List<(T Of, long Amount)> Split<T>(long amount, IReadOnlyList<T> parts, Func<T, long> rest)
    {
        var rests = parts.Select(part => Math.Max(rest(part), 0)).ToList();
        var within = Math.Min(amount, rests.Sum());
        var split = LargestRemainder.Split(Platform.Money.Jpy(within), rests);
        return [.. parts.Zip(split, (part, share) => (part, share.Amount)).Select((each, place) => place == 0 ? (each.part, each.Amount + amount - within) : each)];
    }
}
