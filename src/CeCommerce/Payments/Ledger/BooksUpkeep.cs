using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Ledger;

/// <summary>What the books need again and again. Several servers may do it at once; none needs to for a balance to be right.</summary>
internal sealed class BooksUpkeep(CommerceDatabase database, TimeProvider clock)
{
    private const int Batch = 10_000;

    public async Task<int> RunAsync(CancellationToken cancellationToken) => await ExpireAsync(cancellationToken) + await SumAsync(cancellationToken);

    /// <summary>Writes down that pending movements are over; answers how many.</summary>
    public Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO payments.resolutions (pending_id, outcome, at, recorded_at)
            SELECT movement_id, 'Expired', times_out_at, {now} FROM (
                SELECT movement_id, times_out_at FROM payments.unresolved WHERE times_out_at <= {now} ORDER BY times_out_at LIMIT {Batch}) AS due
            ORDER BY movement_id ON CONFLICT (pending_id) DO NOTHING
            """,
            cancellationToken);
    }

    /// <summary>Adds entries to the sums of their days, so that a balance need not read them; answers how many sums grew.</summary>
    public async Task<int> SumAsync(CancellationToken cancellationToken)
    {
        var (all, grown) = (0, 0);
        do
        {
            grown = await database.Database.ExecuteSqlAsync(
                $"""
                WITH next AS MATERIALIZED (
                    SELECT account_id, movement_id FROM payments.unsummed ORDER BY account_id, movement_id LIMIT {Batch} FOR UPDATE SKIP LOCKED
                ), taken AS (
                    DELETE FROM payments.unsummed u USING next WHERE u.account_id = next.account_id AND u.movement_id = next.movement_id
                    RETURNING u.account_id, u.amount, u.at, u.recorded_at
                )
                INSERT INTO payments.day_sums AS known (account_id, day, recorded_day, amount)
                SELECT account_id, date_trunc('day', at, 'UTC'), date_trunc('day', recorded_at, 'UTC'), sum(amount) FROM taken GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                ON CONFLICT (account_id, day, recorded_day) DO UPDATE SET amount = known.amount + excluded.amount
                """,
                cancellationToken);
            all += grown;
        }
        while (grown > 0);
        return all;
    }
}

/// <summary>Keeps the books while the server runs.</summary>
internal sealed class BooksUpkeepWorker(IServiceScopeFactory scopes, ILogger<BooksUpkeepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (BooksUpkeep upkeep, CancellationToken token) => upkeep.RunAsync(token), stoppingToken);
}
