using CeCommerce.Platform;

namespace CeCommerce.Personal.Keys;

/// <summary>The data keys of persons, unwrapped for use.</summary>
internal sealed class PersonKeys(IKeyStore store, MasterKeys masters, TimeProvider clock)
{
    private const int Page = 200;

    public IKeyStore Store => store;

    /// <summary>Null when the person has none. Throws a <see cref="KeyStoreFailure"/> when the one that is there cannot be unwrapped.</summary>
    public async Task<DataKey?> FindAsync(Sha256Digest person, CancellationToken cancellationToken) =>
        await store.FindAsync(person, cancellationToken) is { } stored ? Unwrap(stored) : null;

    /// <summary>A key for a person who has none; null when somebody made one meanwhile.</summary>
    public async Task<DataKey?> MakeAsync(Sha256Digest person, CancellationToken cancellationToken)
    {
        var key = DataKey.New(clock.GetUtcNow());
        if (await store.AddAsync(key.Wrap(person, masters.Newest, clock.GetUtcNow()), cancellationToken))
        {
            return key;
        }

        key.Dispose();
        return null;
    }

    /// <summary>
    /// Wraps all keys under the newest master key and answers how many there were to wrap. Broken off, it goes on where it was when it is called
    /// again; beside running servers a key that is erased meanwhile stays erased.
    /// </summary>
    public async Task<int> RotateAsync(CancellationToken cancellationToken)
    {
        masters.Reload();
        var (newest, rotated) = (masters.Newest, 0);
        for (Sha256Digest? after = null; ;)
        {
            var page = await store.NotUnderAsync(newest.Id, after, Page, cancellationToken);
            foreach (var stored in page)
            {
                using var key = Unwrap(stored);
                rotated += await store.RewrapAsync(key.Wrap(stored.Person, newest, stored.MadeAt), stored.MasterKey, cancellationToken) ? 1 : 0;
            }

            if (page.Count < Page)
            {
                return rotated;
            }

            after = page[^1].Person;
        }
    }

    private DataKey Unwrap(StoredKey stored) =>
        masters.Find(stored.MasterKey) is { } master && DataKey.Unwrap(stored, master) is { } key
            ? key
            : throw new KeyStoreFailure(KeyTrouble.Missing, $"The master key '{stored.MasterKey}', which wrapped an entry of {store.Place}, is not there.");
}
