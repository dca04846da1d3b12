using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>Whose settlement it is time to look at.</summary>
internal sealed record DueSettlement(OperatorId OperatorId, string Currency);

/// <summary>
/// Decides payouts by their schedules, sends them, asks what has become of them, and has money come back that is wanted back. Several servers may do so at once; what fails is logged and
/// comes again, and nothing behind it loses its turn.
/// </summary>
internal sealed partial class SettlingSweep(CommerceDatabase database, IServiceScopeFactory scopes, PaymentClock clock, ILogger<SettlingSweep> logger)
{
    private const int Batch = 100;

    /// <summary>How many payouts were decided or heard of.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        await BeginAsync(cancellationToken);
        foreach (var due in await DueAsync(cancellationToken))
        {
            done += await TryAsync(due.OperatorId.ToString(), (PayoutsByDate payouts) => payouts.MakeAsync(new(due.OperatorId, due.Currency), cancellationToken), cancellationToken);
        }

        foreach (var id in await On((PayoutTransfers transfers) => transfers.DueRetriesAsync(cancellationToken)))
        {
            done += await TryAsync(PayoutId.From(id).ToString(), (PayoutTransfers transfers) => transfers.RetryAsync(PayoutId.From(id), cancellationToken), cancellationToken);
        }

        foreach (var id in await On((PayoutTransfers transfers) => transfers.DueAsync(cancellationToken)))
        {
            done += await TryAsync(PayoutId.From(id).ToString(), (PayoutTransfers transfers) => transfers.AskAsync(PayoutId.From(id), cancellationToken), cancellationToken);
        }

        foreach (var id in await On((PayoutTransfers transfers) => transfers.ReturnableAsync(cancellationToken)))
        {
            await TryAsync(PayoutId.From(id).ToString(), (PayoutTransfers transfers) => transfers.HearAsync(PayoutId.From(id), cancellationToken), cancellationToken);
        }

        foreach (var id in await On((PayoutTransfers transfers) => transfers.DueReversalsAsync(cancellationToken)))
        {
            done += await TryAsync(PayoutReversalId.From(id).ToString(), (PayoutTransfers transfers) => transfers.AskReversalAsync(PayoutReversalId.From(id), cancellationToken), cancellationToken);
        }

        return done;
    }

    /// <summary>Of operators that are owed something for the first time.</summary>
    private Task<int> BeginAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.SendAsync(
            $"""
            INSERT INTO payments.settlements (operator_id, currency, due_at)
            SELECT a.owner, a.currency, {now} FROM payments.accounts a
            WHERE a.kind = 'OperatorPayable' AND NOT EXISTS (SELECT FROM payments.settlements s WHERE s.operator_id = a.owner AND s.currency = a.currency)
            ORDER BY a.owner, a.currency ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    private Task<List<DueSettlement>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.Set<DueSettlement>().FromSql($"SELECT operator_id, currency FROM payments.settlements WHERE due_at <= {now} ORDER BY due_at LIMIT {Batch}").AsNoTracking().ToListAsync(cancellationToken);
    }

    private async Task<T> On<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private async Task<int> TryAsync<TService>(string what, Func<TService, Task<bool>> work, CancellationToken cancellationToken)
        where TService : notnull
    {
        try
        {
            return await On(work) ? 1 : 0;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            SettlingFailed(logger, failure, what);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Settling {What} failed; it is tried again later.")]
    private static partial void SettlingFailed(ILogger logger, Exception failure, string what);
}

/// <summary>Decides the payout of a day by the terms that hold, once; looks again the next day.</summary>
internal sealed class PayoutsByDate(CommerceDatabase database, AtomicChanges changes, PayoutMaking payouts, TermsOfOperators terms, PaymentClock clock)
{
    /// <summary>Whether one was decided.</summary>
    public async Task<bool> MakeAsync(SettlementKey key, CancellationToken cancellationToken)
    {
        var made = false;
        await changes.RunAsync<DueSettlement>(
            async () =>
            {
                made = false;
                var now = clock.Now;
                var today = Tokyo.DayOf(now);
                var taken = await database.SendAsync(
                    $"UPDATE payments.settlements SET due_at = {Tokyo.StartOf(today.AddDays(1))} WHERE operator_id = {key.OperatorId.Value} AND currency = {key.Currency} AND due_at <= {now}", cancellationToken);
                if (taken == 1 && (await terms.AtAsync([key.OperatorId], now, cancellationToken))[key.OperatorId].PaysOn(today))
                {
                    made = await PayAsync(new(key, today, Caller.System, now), cancellationToken);
                }

                return new DueSettlement(key.OperatorId, key.Currency);
            },
            cancellationToken);
        return made;
    }

    private async Task<bool> PayAsync(PayoutWish wish, CancellationToken cancellationToken)
    {
        var error = (await payouts.MakeAsync(wish, cancellationToken)).Error;
        var obstacle = error is PayoutAccountMissing missing ? missing.Code : null;
        await database.SendAsync(
            $"UPDATE payments.settlements SET obstacle = {obstacle}::text WHERE operator_id = {wish.Of.OperatorId.Value} AND currency = {wish.Of.Currency}", cancellationToken);
        return error is null;
    }
}

/// <summary>Settles again and again while the server runs.</summary>
internal sealed class SettlingWorker(IServiceScopeFactory scopes, PaymentSettings settings, ILogger<SettlingWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, settings.SweepEvery, logger, (SettlingSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
