using CeCommerce.Personal.Keys;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>
/// Which key of a person may be used: both the database and the key store know which were erased, since either may come back from a backup without
/// the other.
/// </summary>
internal sealed class LiveKeys(CommerceDatabase database, PersonKeys keys, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>The key to write under; made when there is none. Null when others are changing the person at this moment.</summary>
    public async Task<DataKey?> OfAsync(Person person, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var key = await keys.FindAsync(person.Digest, cancellationToken) ?? await MakeAsync(person, cancellationToken);
            if (key is null)
            {
                continue;
            }

            if (!await IsErasedAsync(person, key.Id, cancellationToken))
            {
                return key;
            }

            // An erasure that is not finished yet, or a key store out of a backup.
            key.Dispose();
            await keys.Store.EraseAsync(person.Digest, key.Id, clock.GetUtcNow(), cancellationToken);
        }

        return null;
    }

    /// <summary>The id of the key that lies in the store, if there is one.</summary>
    public async Task<IReadOnlyCollection<Guid>> StoredAsync(Person person, CancellationToken cancellationToken) =>
        await keys.Store.FindAsync(person.Digest, cancellationToken) is { } stored ? [stored.KeyId] : [];

    /// <summary>Whether the database says so; in a transaction that has the person to itself it stays so until its end.</summary>
    public async Task<bool> IsErasedAsync(Person person, Guid keyId, CancellationToken cancellationToken)
    {
        var digest = person.Digest.ToBytes();
        return await database.Set<PersonalDataErasure>().AnyAsync(x => x.Person == digest && x.KeyIds.Contains(keyId), cancellationToken);
    }

    /// <summary>From here to the end of the transaction nobody else writes or erases anything of the person.</summary>
    public Task AloneAsync(Person person, CancellationToken cancellationToken)
    {
        var name = person.Digest.ToString();
        return database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 17))", cancellationToken);
    }

    private async Task<DataKey?> MakeAsync(Person person, CancellationToken cancellationToken)
    {
        foreach (var lost in await KeysOfRowsAsync(person, cancellationToken))
        {
            // Made since it was looked for, by who saves at the same moment. An erasure is written down before its key goes, so it is asked about afterwards.
            if ((await keys.Store.FindAsync(person.Digest, cancellationToken))?.KeyId == lost)
            {
                return null;
            }

            if (!await IsErasedAsync(person, lost, cancellationToken) && !await keys.Store.IsErasedAsync(lost, cancellationToken))
            {
                throw new KeyStoreFailure(KeyTrouble.Missing, "Something of a person is kept, but their key does not lie in this key store.");
            }
        }

        return await keys.MakeAsync(person.Digest, cancellationToken);
    }

    private Task<List<Guid>> KeysOfRowsAsync(Person person, CancellationToken cancellationToken) => database.Set<Recipient>().OwnedBy(person).Select(x => x.KeyId)
        .Union(database.Set<PersonalText>().OwnedBy(person).Select(x => x.KeyId)).ToListAsync(cancellationToken);
}
