using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Sees to it that erased persons stay erased, and forgets what is no longer needed for that.</summary>
internal sealed class Erasures(CommerceDatabase database, PersonKeys keys, TimeProvider clock, ILogger<Erasures> logger)
{
    private const int Batch = 1_000;

    /// <summary>So many a folder of keys writes down within a second; others wait for it meanwhile.</summary>
    private const int Erased = 200;

    /// <summary>Deletes the keys of an erasure and says so; may be repeated.</summary>
    public Task FinishAsync(PersonalDataErasure erasure, CancellationToken cancellationToken) => FinishAsync([erasure], cancellationToken);

    /// <summary>For the caller that an erasure stands, but is not finished.</summary>
    public UserError Refusal(KeyStoreFailure failure)
    {
        PersonalLog.KeysFailed(logger, failure);
        return failure.AsRefusal();
    }

    /// <summary>
    /// Finishes what is open, and deletes once more what a key store out of a backup may have brought back. Then forgets who was erased where no backup
    /// remembers it either, and reads whose time is over. Nobody waits for it: whoever reads or saves asks for the person's own erasures.
    /// </summary>
    public async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var (now, remembered) = (clock.GetUtcNow(), 0);
        for (PersonalDataErasure? last = null; await NextAsync(last, cancellationToken) is { Count: > 0 } next; last = next[^1])
        {
            await FinishAsync(next, cancellationToken);
            database.ChangeTracker.Clear();
            remembered += next.Count;
        }

        await ForgetAsync(now, cancellationToken);
        return remembered;
    }

    private Task<List<PersonalDataErasure>> NextAsync(PersonalDataErasure? last, CancellationToken cancellationToken)
    {
        var (at, id) = (last?.At ?? DateTimeOffset.UnixEpoch, last?.Id ?? Guid.Empty);
        return database.Set<PersonalDataErasure>()
            .Where(x => x.Person != null && (x.At > at || (x.At == at && x.Id > id)))
            .OrderBy(x => x.At).ThenBy(x => x.Id).Take(Erased).ToListAsync(cancellationToken);
    }

    private async Task FinishAsync(IReadOnlyList<PersonalDataErasure> erasures, CancellationToken cancellationToken)
    {
        if (erasures.SelectMany(erasure => erasure.Keys).ToList() is { Count: > 0 } dead)
        {
            await keys.Store.EraseAsync(dead, cancellationToken);
        }

        foreach (var open in erasures.Where(erasure => erasure is { Person: not null, FinishedAt: null }))
        {
            open.Finish(clock.GetUtcNow());
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (forgotten, over) = (now - PersonalDataErasure.Backups, now - RecipientRead.Kept);
        await database.Set<PersonalDataErasure>().Where(x => x.At < forgotten && x.FinishedAt != null && x.Person != null)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Person, (byte[]?)null), cancellationToken);
        for (var gone = Batch; gone == Batch;)
        {
            var oldest = database.Set<RecipientRead>().Where(x => x.At < over).OrderBy(x => x.At).Take(Batch).Select(x => x.Id);
            gone = await database.Set<RecipientRead>().Where(x => oldest.Contains(x.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}

/// <summary>Sees to it once the server has started, which does not wait for it, and again and again while it runs.</summary>
internal sealed class ErasureWorker(IServiceScopeFactory scopes, ILogger<ErasureWorker> logger) : BackgroundService
{
    private static readonly Pauses s_pauses = new(First: TimeSpan.FromSeconds(1), Between: TimeSpan.FromHours(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweep.RepeatAsync(
        scopes, s_pauses, logger, (Erasures erasures, CancellationToken token) => erasures.RoundAsync(token), stoppingToken);
}
