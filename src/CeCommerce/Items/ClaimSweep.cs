using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>Ends claims that have expired; several server processes may do so at once.</summary>
internal sealed class ClaimSweep(CommerceDatabase database, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>One short statement a batch; answers how many claims that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var ended = 0; ;)
        {
            // Who is changing a claim at this moment decides about it; an extended one has not expired.
            var batch = await database.Database.ExecuteSqlAsync(
                $"""
                UPDATE items.claims SET live = false, ended_at = expires_at
                WHERE live AND expires_at <= {now} AND id = ANY (ARRAY(
                    SELECT id FROM items.claims WHERE live AND expires_at <= {now} ORDER BY expires_at LIMIT {Batch} FOR UPDATE SKIP LOCKED))
                """,
                cancellationToken);
            ended += batch;
            if (batch < Batch)
            {
                return ended;
            }
        }
    }
}

/// <summary>Looks for expired claims again and again while the server runs. Nobody waits for it: an expired claim blocks nothing.</summary>
internal sealed class ClaimWorker(IServiceScopeFactory scopes, ILogger<ClaimWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (ClaimSweep expired, CancellationToken token) => expired.RunAsync(token), stoppingToken);
}
