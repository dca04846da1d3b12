using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What time does to orders: unpaid ones are cancelled, paid ones that nobody ships go back, shipped ones are delivered and complete.</summary>
internal sealed class OrderDeadlines(
    CommerceDatabase database, AtomicChanges changes, OrderDates dates, OrderSettlements settlements, OrderRetries retries)
{
    private const int Batch = 100;

    /// <summary>Handles what is due and returns how many orders moved; several server processes may do so at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var order in await DueAsync(cancellationToken))
        {
            moved += await retries.TryAsync(order, () => HandleAsync(order, cancellationToken), cancellationToken) ? 1 : 0;
        }

        return moved;
    }

    private async Task<List<OrderId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = retries.Clock.Now;
        return await database.Set<Order>()
            .Where(x => x.RetryAt == null || x.RetryAt <= now)
            .Where(x => ((x.State == OrderState.PaymentPending || x.State == OrderState.AwaitingPayment) && x.PaymentDueAt <= now)
                || (x.State == OrderState.Paid && x.ShipBy <= now)
                || ((x.State == OrderState.Paid || x.State == OrderState.HandedOver || x.State == OrderState.Delivered) && x.LinesDueAt <= now)
                || (x.State == OrderState.HandedOver && x.TimeLeft == null && x.DeliveredAtLatest <= now)
                || ((x.State == OrderState.HandedOver || x.State == OrderState.Delivered) && x.CompletesAt <= now))
            .OrderBy(x => x.Id)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> HandleAsync(OrderId id, CancellationToken cancellationToken)
    {
        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);

        // The buyer may have paid in time and only the news be late; while the processor is silent nobody knows.
        if (order.State.IsUnpaid()
            && await settlements.SettleAsync(order, cancellationToken) is { Reached: false }
            && retries.Clock.Now < order.PaymentDueAt + retries.Clock.Settings.PaymentPatience)
        {
            await retries.PostponeAsync(id, cancellationToken);
            return false;
        }

        return await MoveAsync(id, cancellationToken);
    }

    private async Task<bool> MoveAsync(OrderId id, CancellationToken cancellationToken)
    {
        var outcome = await changes.RunAsync(
            async () => await dates.MoveAsync(await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken), cancellationToken), cancellationToken);
        if (outcome.Try(out var order, out _) && order.State is OrderState.Cancelled or OrderState.RefundPending)
        {
            await settlements.ReleaseAsync(order, cancellationToken);
        }

        return (await settlements.GiveBackAsync(outcome, cancellationToken)).Error is null;
    }
}

/// <summary>Looks for due orders again and again while the server runs.</summary>
internal sealed class OrderDeadlineWorker(IServiceScopeFactory scopes, OrderSettings settings, ILogger<OrderDeadlineWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (OrderDeadlines due, CancellationToken token) => due.RunAsync(token), stoppingToken);
}
