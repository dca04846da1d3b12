using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>Asks the processor about disputes and has its answer recorded. Never inside a transaction.</summary>
internal sealed partial class DisputeService(CommerceDatabase database, IDisputeGateway gateway, DisputeNews news, PaymentClock clock, ILogger<DisputeService> logger)
{
    /// <summary>A webhook says only that there is news, so that duplicates and any order end the same.</summary>
    public const string Topic = "charge.dispute.";

    private const int Batch = 50;

    /// <summary>All disputes of a payment as they are now; false when the processor could not be asked.</summary>
    public async Task<bool> HearAsync(Payment payment, CancellationToken cancellationToken)
    {
        try
        {
            var all = true;
            foreach (var word in await gateway.OfAsync(payment.Request, cancellationToken))
            {
                all &= await news.ApplyAsync(payment.Id, word, cancellationToken);
            }

            return all;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, payment.Id.ToString(), unavailable.Message);
            return false;
        }
    }

    /// <summary>Asks about those that are not over; whoever moves the time on takes the question.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var (now, heard) = (clock.Now, 0);
        foreach (var id in await TakeAsync(now, cancellationToken))
        {
            database.ChangeTracker.Clear();
            var payment = await database.Set<Payment>().AsNoTracking().SingleAsync(x => x.Id == PaymentId.From(id), cancellationToken);
            heard += await HearAsync(payment, cancellationToken) ? 1 : 0;
        }

        return heard;
    }

    private async Task<IReadOnlyList<Guid>> TakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = gateway.Name;
        var taken = await database.SendAsync<Guid>(
            $"""
            UPDATE payments.disputes SET asked = asked + 1, ask_at = {now + clock.Settings.AskAtLeastEvery}
            WHERE id IN (SELECT id FROM payments.disputes WHERE unsettled AND ask_at <= {now} AND gateway = {name} ORDER BY ask_at LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            RETURNING payment_id
            """,
            cancellationToken);
        return [.. taken.Distinct()];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not be asked about disputes of {Payment}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string payment, string reason);
}

/// <summary>What is to be looked at again and again: disputes that are not over, answers of which nobody knows whether they came, and the processor's list.</summary>
internal sealed class DisputeSweep(DisputeService disputes, AnswerSending answers, DisputeSearch search)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        await disputes.SweepAsync(cancellationToken) + await answers.ResolveAsync(cancellationToken) + await search.RunAsync(cancellationToken);
}

/// <summary>Asks again and again while the server runs.</summary>
internal sealed class DisputeWorker(IServiceScopeFactory scopes, PaymentSettings settings, ILogger<DisputeWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (DisputeSweep disputes, CancellationToken token) => disputes.RunAsync(token), stoppingToken);
}
