using CeCommerce.Payments.Steps;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// Asks the processor about payments whose money may still move and that no request is busy with any more: refunds first, then what waits longest,
/// each more rarely from time to time.
/// </summary>
internal sealed partial class PaymentSweep(DueSteps due, WebhookInbox inbox, IServiceScopeFactory scopes, PaymentSettings settings, ILogger<PaymentSweep> logger)
{
    /// <summary>How many were asked about; several server processes may do so at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var asked = await inbox.ProcessOpenAsync(cancellationToken);
        var round = new Round();
        do
        {
            round = await AskAsync(await due.ListAsync(cancellationToken), cancellationToken);
            asked += round.Asked;
        }
        while (round is { IsFull: true, Taken: > 0 });

        return asked;
    }

    private async Task<Round> AskAsync(IReadOnlyList<DuePayment> payments, CancellationToken cancellationToken)
    {
        var (taken, asked) = (0, 0);
        await Parallel.ForEachAsync(
            payments, new ParallelOptions { MaxDegreeOfParallelism = settings.AtOnce, CancellationToken = cancellationToken },
            async (payment, stop) =>
            {
                var came = await TryAsync(payment, stop);
                Interlocked.Add(ref taken, came.Taken);
                Interlocked.Add(ref asked, came.Asked);
            });
        return new() { IsFull = payments.Sum(payment => payment.Steps.Count) == DueSteps.Batch, Taken = taken, Asked = asked };
    }

    /// <summary>What fails is logged and comes again later; none behind it loses its turn.</summary>
    private async Task<Round> TryAsync(DuePayment payment, CancellationToken cancellationToken)
    {
        var came = new Round();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<DueSteps>().TakeAsync(payment, cancellationToken))
            {
                came = new() { Taken = 1 };
                came = came with { Asked = await AskAsync(scope.ServiceProvider, payment.Id, cancellationToken) ? 1 : 0 };
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            PaymentFailed(logger, failure, payment.Id.ToString());
        }

        return came;
    }

    private static async Task<bool> AskAsync(IServiceProvider services, PaymentId id, CancellationToken cancellationToken)
    {
        var payment = await services.GetRequiredService<CommerceDatabase>().Set<Payment>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        return (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, cancellationToken)).Reached;
    }

    /// <summary>What came of a batch. One of which none could be taken would come again at once, for ever.</summary>
    private sealed record Round
    {
        public bool IsFull { get; init; }

        public int Taken { get; init; }

        public int Asked { get; init; }
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
