using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What time does to orders: unpaid ones are cancelled, handed-over ones complete.</summary>
internal sealed class OrderDeadlines(
    CommerceDatabase database, AtomicChanges changes, OrderProgress progress, OrderSettlements settlements, OrderRetries retries)
{
    private const int Batch = 100;
    private const string Unpaid = "payment deadline";

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
                || (x.State == OrderState.HandedOver && x.CompletesAt <= now))
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
            async () =>
            {
                var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
                var (unpaid, now) = (order.State.IsUnpaid(), retries.Clock.Now);
                var to = unpaid ? OrderState.Cancelled : OrderState.Completed;

                // The payment may have come, or the deadline moved, since the list was made.
                if ((unpaid ? order.PaymentDueAt : order.CompletesAt ?? DateTimeOffset.MaxValue) > now)
                {
                    return new OrderMoveRefused(id, order.State, to, []);
                }

                if (unpaid)
                {
                    order.Because(Unpaid);
                }

                return await progress.MoveAsync(
                    order, to, OrderMover.System with { Why = unpaid ? Unpaid : "no objection after hand-over" }, cancellationToken);
            },
            cancellationToken);
        if (outcome.Try(out var order, out _) && order.State == OrderState.Cancelled)
        {
            await settlements.ReleaseAsync(order, cancellationToken);
        }

        return outcome.Error is null;
    }
}

/// <summary>Looks for due orders again and again while the server runs.</summary>
internal sealed class OrderDeadlineWorker(IServiceScopeFactory scopes, OrderSettings settings, ILogger<OrderDeadlineWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (OrderDeadlines due, CancellationToken token) => due.RunAsync(token), stoppingToken);
}
