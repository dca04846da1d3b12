using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// What workers do to one order after the other: an order that fails is logged and comes again after a longer and longer wait,
/// and none behind it loses its turn. It is never given up, since money or an item hangs on it.
/// </summary>
internal sealed partial class OrderRetries(CommerceDatabase database, OrderClock clock, ILogger<OrderRetries> logger)
{
    /// <summary>Doublings of the first wait: from a minute to four hours.</summary>
    private const int Doublings = 8;

    public OrderClock Clock => clock;

    /// <summary>Does the work; false when it failed or did nothing.</summary>
    public async Task<bool> TryAsync(OrderId id, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            database.ChangeTracker.Clear();
            var did = await work();
            await database.Set<Order>().Where(x => x.Id == id && x.Failures > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Failures, 0), cancellationToken);
            return did;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            OrderFailed(logger, failure, id.ToString());
            await database.Database.ExecuteSqlAsync(
                $"""
                UPDATE orders.orders
                SET failures = failures + 1, retry_at = {clock.Now} + {clock.Settings.SweepAfter} * power(2, least(failures, {Doublings}))
                WHERE id = {id.Value}
                """,
                cancellationToken);
            return false;
        }
    }

    /// <summary>Lets the workers come back later without counting a failure.</summary>
    public Task PostponeAsync(OrderId id, CancellationToken cancellationToken)
    {
        var later = clock.Now + clock.Settings.SweepAfter;
        return database.Set<Order>().Where(x => x.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.RetryAt, later), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work on {Order} failed; it is tried again later.")]
    private static partial void OrderFailed(ILogger logger, Exception failure, string order);
}
