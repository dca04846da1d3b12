using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling;

/// <summary>Fetches and compares the last days, once each night however many servers there are. What fails is tried again in the next round.</summary>
internal sealed class NightlyReconciliation(CommerceDatabase database, DirectDatabase direct, SettlementFetch fetch, Reconciler reconciler, PaymentClock clock)
{
    /// <summary>1 when it was done now.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = Tokyo.DayOf(clock.Now);
        if (fetch.Gateways is [] || clock.Now < Tokyo.StartOf(today) + clock.Settings.ReconcileAt || await IsDoneAsync(today, cancellationToken))
        {
            return 0;
        }

        await using var alone = await direct.TryLockAsync("reconciliation", cancellationToken);
        if (alone is null || await IsDoneAsync(today, cancellationToken))
        {
            return 0;
        }

        var period = new Period(today.AddDays(-clock.Settings.ReconcileDays), today);
        await fetch.RunAsync(period, null, cancellationToken);
        await reconciler.RunAsync(period, null, nightly: true, cancellationToken);
        return 1;
    }

    private Task<bool> IsDoneAsync(DateOnly day, CancellationToken cancellationToken) =>
        database.Set<Reconciliation>().AnyAsync(run => run.Nightly && run.ToDay == day, cancellationToken);
}

/// <summary>Looks while the server runs whether a night is to be done.</summary>
internal sealed class NightlyReconciliationWorker(IServiceScopeFactory scopes, ILogger<NightlyReconciliationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (NightlyReconciliation nightly, CancellationToken token) => nightly.RunAsync(token), stoppingToken);
}
