using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal.Retained;

/// <summary>Ends what the law wants kept no longer, whether or not the person asked to be erased: what is not needed any more is deleted (個人情報保護法 22).</summary>
internal sealed class RetainedEnds(CommerceDatabase database, Erasures erasures, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>How many texts ended. The keys of files of which nothing is left go like those of erased persons, with a tombstone against backups.</summary>
    public async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var ended = 0;
        for (var now = clock.GetUtcNow(); await OverAsync(Tokyo.DayOf(now), cancellationToken) is { Count: > 0 } over; now = clock.GetUtcNow())
        {
            var tombstones = await TombstonesAsync(over, now, cancellationToken);
            over.ForEach(text => text.End(now));
            database.AddRange(tombstones);
            await database.SaveChangesAsync(cancellationToken);
            foreach (var tombstone in tombstones)
            {
                await erasures.FinishAsync(tombstone, cancellationToken);
            }

            database.ChangeTracker.Clear();
            ended += over.Count;
        }

        return ended;
    }

    private Task<List<RetainedText>> OverAsync(DateOnly today, CancellationToken cancellationToken) => database.Set<RetainedText>()
        .Where(x => x.Sealed != null && x.RetainedUntil < today).OrderBy(x => x.RetainedUntil).ThenBy(x => x.Id).Take(Batch).ToListAsync(cancellationToken);

    private async Task<List<PersonalDataErasure>> TombstonesAsync(List<RetainedText> over, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Guid> ids = [.. over.Select(text => text.Id)];
        List<Guid> keys = [.. over.Select(text => text.KeyId).Distinct()];
        var needed = await database.Set<RetainedText>().Where(x => keys.Contains(x.KeyId) && x.Sealed != null && !ids.Contains(x.Id)).Select(x => x.KeyId).ToListAsync(cancellationToken);
        return [.. over.Where(text => !needed.Contains(text.KeyId)).DistinctBy(text => text.KeyId).Select(text => PersonalDataErasure.Of(text.FileDigest, [text.KeyId], 0, Caller.System, now))];
    }
}

/// <summary>Looks for it each hour while the server runs.</summary>
internal sealed class RetainedEndWorker(IServiceScopeFactory scopes, ILogger<RetainedEndWorker> logger) : BackgroundService
{
    private static readonly Pauses s_pauses = new(First: TimeSpan.FromMinutes(1), Between: TimeSpan.FromHours(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, s_pauses, logger, (RetainedEnds ends, CancellationToken token) => ends.RoundAsync(token), stoppingToken);
}
