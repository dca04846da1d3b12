using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Loose;

/// <summary>Asks about payers of whom no webhook told, and about money that is on its way back.</summary>
internal sealed class LooseSweep(CommerceDatabase database, PaymentService payments, LooseReturns returns, IPaymentGateway gateway, PaymentClock clock)
{
    private const int Batch = 50;

    /// <summary>How many were asked about; whoever moves the time on takes the question.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var heard = 0;
        foreach (var id in await TakeAsync(cancellationToken))
        {
            database.ChangeTracker.Clear();
            var payment = await database.Set<Payment>().AsNoTracking().SingleAsync(x => x.Id == PaymentId.From(id), cancellationToken);
            heard += await HearAsync(payment, cancellationToken) ? 1 : 0;
        }

        return heard;
    }

    /// <summary>False when the processor could not be asked.</summary>
    public async Task<bool> HearAsync(Payment payment, CancellationToken cancellationToken) =>
        await payments.SettleAsync(payment, null, cancellationToken) is { Reached: true } && await returns.FollowAsync(payment, cancellationToken);

    private Task<List<Guid>> TakeAsync(CancellationToken cancellationToken)
    {
        var (name, now) = (gateway.Name, clock.Now);
        return database.SendAsync<Guid>(
            $"""
            UPDATE payments.cash_payers SET ask_at = {clock.Next(4)}
            WHERE payment_id IN (SELECT payment_id FROM payments.cash_payers WHERE ask_at <= {now} AND gateway = {name} ORDER BY ask_at LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            RETURNING payment_id
            """,
            cancellationToken);
    }
}

/// <summary>Asks again and again while the server runs.</summary>
internal sealed class LooseWorker(IServiceScopeFactory scopes, PaymentSettings settings, ILogger<LooseWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (LooseSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
