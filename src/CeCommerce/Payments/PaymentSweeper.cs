using CeCommerce.Orders;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Asks the processor about orders whose money may still move and that no request is busy with any more.</summary>
internal sealed class PaymentSweep(CommerceDatabase database, IOrderPayments payments, WebhookInbox inbox, OrderRetries retries)
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var asked = await inbox.ProcessOpenAsync(cancellationToken);
        foreach (var id in await DueAsync(cancellationToken))
        {
            asked += await retries.TryAsync(id, () => AskAsync(id, cancellationToken), cancellationToken) ? 1 : 0;
        }

        return asked;
    }

    private async Task<List<OrderId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = retries.Clock.Now;
        return await database.Set<Order>()
            .Where(x => x.Unsettled && x.AskAt <= now && (x.RetryAt == null || x.RetryAt <= now))
            .OrderBy(x => x.AskAt)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> AskAsync(OrderId id, CancellationToken cancellationToken)
    {
        // Whoever moves the time on takes the order; another server process then finds it not due.
        var now = retries.Clock.Now;
        var next = now + retries.Clock.Settings.SweepAfter;
        var taken = await database.Set<Order>()
            .Where(x => x.Id == id && x.Unsettled && x.AskAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AskAt, next), cancellationToken);
        if (taken == 0)
        {
            return false;
        }

        await payments.SettleAsync(await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken), null, cancellationToken);
        return true;
    }
}

/// <summary>Sweeps again and again while the server runs.</summary>
internal sealed class PaymentSweeper(IServiceScopeFactory scopes, OrderSettings settings, ILogger<PaymentSweeper> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (PaymentSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
