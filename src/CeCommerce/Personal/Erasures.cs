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

    /// <summary>Deletes the keys of an erasure and says so; may be repeated.</summary>
    public async Task FinishAsync(PersonalDataErasure erasure, CancellationToken cancellationToken)
    {
        if (erasure.Person is null)
        {
            return;
        }

        var person = Sha256Digest.From(erasure.Person);
        foreach (var key in erasure.KeyIds)
        {
            await keys.Store.EraseAsync(person, key, erasure.At, cancellationToken);
        }

        if (erasure.FinishedAt is null)
        {
            erasure.Finish(clock.GetUtcNow());
            await database.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>For the caller that an erasure stands, but is not finished.</summary>
    public UserError Refusal(KeyStoreFailure failure)
    {
        PersonalLog.KeysFailed(logger, failure);
        return failure.AsRefusal();
    }

    /// <summary>
    /// Finishes what is open, and deletes once more what a key store out of a backup may have brought back. Then forgets who was erased where no backup
    /// remembers it either, and reads whose time is over.
    /// </summary>
    public async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var remembered = await database.Set<PersonalDataErasure>().Where(x => x.Person != null).OrderBy(x => x.Id).ToListAsync(cancellationToken);
        foreach (var erasure in remembered)
        {
            await FinishAsync(erasure, cancellationToken);
        }

        var (forgotten, over) = (now - PersonalDataErasure.Backups, now - RecipientRead.Kept);
        await database.Set<PersonalDataErasure>().Where(x => x.At < forgotten && x.FinishedAt != null && x.Person != null)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.Person, (byte[]?)null), cancellationToken);
        for (var gone = Batch; gone == Batch;)
        {
            var oldest = database.Set<RecipientRead>().Where(x => x.At < over).OrderBy(x => x.At).Take(Batch).Select(x => x.Id);
            gone = await database.Set<RecipientRead>().Where(x => oldest.Contains(x.Id)).ExecuteDeleteAsync(cancellationToken);
        }

        return remembered.Count;
    }
}

/// <summary>Sees to it again and again while the server runs.</summary>
internal sealed class ErasureWorker(IServiceScopeFactory scopes, ILogger<ErasureWorker> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Sweep.RepeatAsync(
        scopes, s_pause, logger, (Erasures erasures, CancellationToken token) => erasures.RoundAsync(token), stoppingToken);
}
