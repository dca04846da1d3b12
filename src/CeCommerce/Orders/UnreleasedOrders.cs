using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// Releases what a server of the version before left in escrow of orders that it ended: it knows none, completes orders without a release and gives money back from what
/// operators are owed. A trigger notes each order that ends, whoever ended it; of most there is nothing left.
/// </summary>
internal sealed class UnreleasedOrders(CommerceDatabase database, AtomicChanges changes, OrderEarnings earnings, OrderRetries retries)
{
    private const int Batch = 100;

    /// <summary>How many were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = retries.Clock.Now;
        var ended = await database.Database
            .SqlQuery<Guid>($"SELECT u.order_id AS \"Value\" FROM orders.unreleased u JOIN orders.orders o ON o.id = u.order_id WHERE o.retry_at IS NULL OR o.retry_at <= {now} ORDER BY 1 LIMIT {Batch}")
            .ToListAsync(cancellationToken);
        var seen = 0;
        foreach (var id in ended.Select(OrderId.From))
        {
            seen += await retries.TryAsync(id, async () => (await changes.RunAsync<Order>(async () => await SeeAsync(id, cancellationToken), cancellationToken)).Error is null, cancellationToken) ? 1 : 0;
        }

        return seen;
    }

    private async Task<Order> SeeAsync(OrderId id, CancellationToken cancellationToken)
    {
        await database.SendAsync($"SELECT FROM orders.orders WHERE id = {id.Value} FOR NO KEY UPDATE", cancellationToken);
        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
        await earnings.EarnAsync(order, retries.Clock.Now, cancellationToken);
        await database.SendAsync($"DELETE FROM orders.unreleased WHERE order_id = {id.Value}", cancellationToken);
        return order;
    }
}

/// <summary>Looks for them again and again while the server runs.</summary>
internal sealed class UnreleasedOrdersWorker(IServiceScopeFactory scopes, OrderSettings settings, ILogger<UnreleasedOrdersWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (UnreleasedOrders orders, CancellationToken token) => orders.RunAsync(token), stoppingToken);
}
