using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// Asks the processor about payments whose money may still move and that no request is busy with any more: what is to go back first, then the longest waiting,
/// each more rarely from time to time.
/// </summary>
internal sealed partial class PaymentSweep(CommerceDatabase database, WebhookInbox inbox, IServiceScopeFactory scopes, PaymentClock clock, ILogger<PaymentSweep> logger)
{
    private const int Batch = 50;

    /// <summary>How many were asked about; several server processes may do so at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var asked = await inbox.ProcessOpenAsync(cancellationToken);
        List<PaymentId> due;
        do
        {
            due = await DueAsync(cancellationToken);
            await Parallel.ForEachAsync(
                due, new ParallelOptions { MaxDegreeOfParallelism = clock.Settings.AtOnce, CancellationToken = cancellationToken },
                async (id, stop) => Interlocked.Add(ref asked, await TryAsync(id, stop) ? 1 : 0));
        }
        while (due.Count == Batch);

        return asked;
    }

    private Task<List<PaymentId>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.Set<Payment>()
            .Where(x => x.Unsettled && x.AskAt <= now)
            .OrderByDescending(x => x.Wanted).ThenBy(x => x.AskAt)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What fails is logged and comes again later; none behind it loses its turn.</summary>
    private async Task<bool> TryAsync(PaymentId id, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await AskAsync(scope.ServiceProvider, id, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            PaymentFailed(logger, failure, id.ToString());
            return false;
        }
    }

    private async Task<bool> AskAsync(IServiceProvider services, PaymentId id, CancellationToken cancellationToken)
    {
        var payments = services.GetRequiredService<CommerceDatabase>().Set<Payment>();
        if (await payments.AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken) is not { Unsettled: true } payment)
        {
            return false;
        }

        // Whoever moves the time on takes the payment; another server process then finds it not due.
        var (now, next) = (clock.Now, clock.Next(payment.Asked + 1));
        var taken = await payments.Where(x => x.Id == id && x.Unsettled && x.AskAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AskAt, next).SetProperty(x => x.Asked, payment.Asked + 1), cancellationToken);
        return taken > 0 && (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, cancellationToken)).Reached;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking about {Payment} failed; it is tried again later.")]
    private static partial void PaymentFailed(ILogger logger, Exception failure, string payment);
}

/// <summary>Sweeps again and again while the server runs.</summary>
internal sealed class PaymentSweepWorker(IServiceScopeFactory scopes, PaymentSettings settings, ILogger<PaymentSweepWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (PaymentSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
