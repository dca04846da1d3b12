using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>All that payments do with orders: find those whose money may still move, lock one, and take it where its payment stands.</summary>
internal sealed class OrdersAwaitingMoney(CommerceDatabase database, OrderProgress progress, OrderClock clock)
{
    public Task<Order?> FindAsync(OrderId id, CancellationToken cancellationToken) =>
        database.Set<Order>().SingleOrDefaultAsync(order => order.Id == id, cancellationToken);

    /// <summary>The order as it is now, and stays until the transaction ends: news of one order that come at once wait here for each other.</summary>
    public async Task<Order> LockAsync(OrderId id, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"SELECT FROM orders.orders WHERE id = {id.Value} FOR NO KEY UPDATE", cancellationToken);
        return await database.Set<Order>().SingleAsync(order => order.Id == id, cancellationToken);
    }

    /// <summary>As the request knows it that has just placed it: row versions tell when somebody else was here since.</summary>
    public Order Placed(Order order)
    {
        database.Attach(order);
        return order;
    }

    /// <summary>Moves an order for the system. The table of moves allows every move that a payment calls for, so a refusal would be a bug.</summary>
    public async Task MoveAsync(Order order, OrderState to, string? why, CancellationToken cancellationToken)
    {
        var moved = await progress.MoveAsync(order, to, OrderMover.System with { Why = why }, cancellationToken);
        if (moved.Error is { } refused)
        {
            throw new InvalidOperationException(refused.Message.En);
        }
    }

    /// <summary>Until when an order may wait for a payment that settles later; shorter for who has left orders unpaid.</summary>
    public async Task<DateTimeOffset> SlowDeadlineAsync(Order order, CancellationToken cancellationToken)
    {
        var since = clock.Now - TimeSpan.FromDays(clock.Settings.LapseDays);
        var lapses = await database.Set<Order>()
            .Where(x => x.ClientId == order.ClientId && x.ConsumerId == order.ConsumerId && x.State == OrderState.Cancelled && x.PaidAt == null && x.UpdatedAt > since)
            .Take(clock.Settings.LapsesBeforeShort)
            .CountAsync(cancellationToken);
        return order.PlacedAt + (lapses < clock.Settings.LapsesBeforeShort ? clock.Settings.SlowPaymentTime : clock.Settings.ShortSlowPaymentTime);
    }

    /// <summary>Orders that the processor is to be asked about, the longest waiting first.</summary>
    public Task<List<OrderId>> DueAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.Set<Order>()
            .Where(x => x.Unsettled && x.AskAt <= now && (x.RetryAt == null || x.RetryAt <= now))
            .OrderBy(x => x.AskAt)
            .Select(x => x.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The order, when it is due: whoever moves the time on takes it, and another server process then finds it not due.</summary>
    public async Task<Order?> TakeDueAsync(OrderId id, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var next = now + clock.Settings.SweepAfter;
        var taken = await database.Set<Order>()
            .Where(x => x.Id == id && x.Unsettled && x.AskAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AskAt, next), cancellationToken);
        return taken == 0 ? null : await FindAsync(id, cancellationToken);
    }

    /// <summary>What each order's state says about the money that was captured for it and not given back.</summary>
    public IQueryable<OrderOwed> Owed() => database.Set<Order>().Select(order => new OrderOwed
    {
        Id = order.Id,
        State = order.State,
        Unsettled = order.Unsettled,
        Amount = order.State == OrderState.Paid || order.State == OrderState.HandedOver || order.State == OrderState.Completed
            || order.State == OrderState.RefundPending ? order.Total.Amount : 0,
    });
}

/// <summary>What an order says about its money.</summary>
internal sealed record OrderOwed
{
    public required OrderId Id { get; init; }

    public required OrderState State { get; init; }

    /// <summary>Money may still move at the processor, so the books may be ahead of the order or behind it.</summary>
    public required bool Unsettled { get; init; }

    /// <summary>Minor units that we keep for the operator.</summary>
    public required long Amount { get; init; }
}
