using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Idempotency;

/// <summary>How long answers are kept for a repeated request.</summary>
internal sealed class IdempotencyRetention(CommerceDatabase database, TimeProvider clock)
{
    /// <summary>A key that is older may be used anew.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Batch = 1_000;

    /// <summary>Forgets what is older, in short transactions; answers how many requests that were.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        for (var forgotten = 0; ;)
        {
            var gone = await database.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM platform.idempotent_requests WHERE (caller, operation, key) IN (
                    SELECT caller, operation, key FROM platform.idempotent_requests WHERE at < {before} ORDER BY at LIMIT {Batch})
                """,
                cancellationToken);
            forgotten += gone;
            if (gone < Batch)
            {
                return forgotten;
            }
        }
    }
}

/// <summary>Forgets again and again while the server runs.</summary>
internal sealed class IdempotencyRetentionWorker(IServiceScopeFactory scopes, ILogger<IdempotencyRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (IdempotencyRetention memory, CancellationToken token) => memory.ForgetAsync(token), stoppingToken);
}
