using CeCommerce.Platform;

namespace CeCommerce.Personal.Keys;

/// <summary>The data key of one person as it lies in a store: wrapped by a master key, so that the store alone opens nothing.</summary>
/// <param name="Person">Whose.</param>
/// <param name="KeyId">Names it in the rows that were written under it; a person who was erased gets another one.</param>
/// <param name="MasterKey">Which master key wrapped it.</param>
/// <param name="Wrapped">The key in the form of <see cref="SealedBytes"/>.</param>
/// <param name="MadeAt">When.</param>
internal sealed record StoredKey(Sha256Digest Person, Guid KeyId, string MasterKey, byte[] Wrapped, DateTimeOffset MadeAt);

/// <summary>A key that may never be used again.</summary>
internal readonly record struct ErasedKey(Sha256Digest Person, Guid KeyId, DateTimeOffset At);

/// <summary>
/// Keeps one data key a person, apart from the product's database and for all its servers; each verb throws a
/// <see cref="KeyStoreFailure"/> when the store cannot do it, and has happened for good when it returns.
/// </summary>
internal interface IKeyStore
{
    /// <summary>For people: the folder, or the database.</summary>
    string Place { get; }

    Task<StoredKey?> FindAsync(Sha256Digest person, CancellationToken cancellationToken);

    /// <summary>False, and nothing is kept, when the person has a key already or that key was erased before.</summary>
    Task<bool> AddAsync(StoredKey key, CancellationToken cancellationToken);

    /// <summary>Puts the same key wrapped anew in its place; false when it is no longer there as it was under <paramref name="before"/>.</summary>
    Task<bool> RewrapAsync(StoredKey key, string before, CancellationToken cancellationToken);

    /// <summary>Deletes the keys and remembers their ids, so that nobody adds them again. May be repeated; the keys need not be there.</summary>
    Task EraseAsync(IReadOnlyCollection<ErasedKey> keys, CancellationToken cancellationToken);

    Task EraseAsync(Sha256Digest person, Guid keyId, DateTimeOffset at, CancellationToken cancellationToken) => EraseAsync([new(person, keyId, at)], cancellationToken);

    /// <summary>Tells a key that was erased from one that never lay here.</summary>
    Task<bool> IsErasedAsync(Guid keyId, CancellationToken cancellationToken);

    /// <summary>
    /// The next keys that another master key than <paramref name="masterKey"/> wrapped, which are all keys when it is empty, in the order of their
    /// persons; null begins.
    /// </summary>
    Task<IReadOnlyList<StoredKey>> NotUnderAsync(string masterKey, Sha256Digest? after, int most, CancellationToken cancellationToken);

    /// <summary>A name of the store that stays when it is copied or restored, so that a database is not opened beside another's keys.</summary>
    Task<Guid> IdentityAsync(CancellationToken cancellationToken);

    /// <summary>Whether its keys were moved to another store, or are being moved: it is read and refuses each change.</summary>
    Task<bool> IsClosedAsync(CancellationToken cancellationToken);
}
