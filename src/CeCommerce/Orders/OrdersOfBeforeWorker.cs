using CeCommerce.Platform.Jobs;

namespace CeCommerce.Orders;

/// <summary>Looks for orders of a server of the version before while the server runs.</summary>
internal sealed class OrdersOfBeforeWorker(IServiceScopeFactory scopes, OrderSettings settings, ILogger<OrdersOfBeforeWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (OrdersOfBefore orders, CancellationToken token) => orders.TakeOverAsync(token), stoppingToken);
}
