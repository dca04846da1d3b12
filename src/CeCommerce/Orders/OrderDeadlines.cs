using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>What time does to orders: unpaid ones are cancelled, handed-over ones complete.</summary>
internal sealed class OrderDeadlines(
    CommerceDatabase database, OrderTransaction transaction, OrderProgress progress, IOrderPayments payments, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>Handles what is due and returns how many orders moved; several server processes may do so at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var order in await DueAsync(cancellationToken))
        {
            moved += await MoveAsync(order, cancellationToken) ? 1 : 0;
        }

        return moved;
    }

    private async Task<List<OrderId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await database.Set<Order>()
            .Where(x => ((x.State == OrderState.PaymentPending || x.State == OrderState.AwaitingPayment) && x.PaymentDueAt <= now)
                || (x.State == OrderState.HandedOver && x.CompletesAt <= now))
            .OrderBy(x => x.Id)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> MoveAsync(OrderId id, CancellationToken cancellationToken)
    {
        var outcome = await transaction.RunAsync(
            async () =>
            {
                var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
                var unpaid = order.State.IsUnpaid();

                // The payment may have come, or the deadline moved, since the list was made.
                if (unpaid && order.PaymentDueAt > clock.GetUtcNow())
                {
                    return new OrderMoveRefused(id, order.State, OrderState.Cancelled, []);
                }

                return await progress.MoveAsync(
                    order,
                    unpaid ? OrderState.Cancelled : OrderState.Completed,
                    OrderMover.System with { Why = unpaid ? "payment deadline" : "no objection after hand-over" },
                    cancellationToken);
            },
            cancellationToken);
        if (outcome.Try(out var order, out _) && order.Unsettled)
        {
            await payments.SettleAsync(order, null, cancellationToken);
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
