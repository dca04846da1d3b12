using CeCommerce.Orders;
using CeCommerce.Platform.Jobs;

namespace CeCommerce.Payments;

/// <summary>Asks the processor about orders whose money may still move and that no request is busy with any more.</summary>
internal sealed class PaymentSweep(OrdersAwaitingMoney orders, IOrderPayments payments, WebhookInbox inbox, OrderRetries retries)
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var asked = await inbox.ProcessOpenAsync(cancellationToken);
        foreach (var id in await orders.DueAsync(Batch, cancellationToken))
        {
            asked += await retries.TryAsync(id, () => AskAsync(id, cancellationToken), cancellationToken) ? 1 : 0;
        }

        return asked;
    }

    private async Task<bool> AskAsync(OrderId id, CancellationToken cancellationToken)
    {
        if (await orders.TakeDueAsync(id, cancellationToken) is not { } order)
        {
            return false;
        }

        await payments.SettleAsync(order, null, cancellationToken);
        return true;
    }
}

/// <summary>Sweeps again and again while the server runs.</summary>
internal sealed class PaymentSweepWorker(IServiceScopeFactory scopes, OrderSettings settings, ILogger<PaymentSweepWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (PaymentSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
