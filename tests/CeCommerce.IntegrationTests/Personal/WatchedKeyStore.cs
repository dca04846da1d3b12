using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>A store of keys in which something happens before each verb, which is told by its name: it dies, or somebody else comes first.</summary>
internal sealed class WatchedKeyStore(IKeyStore store, Func<string, Task> happens) : IMovableKeyStore
{
    public string Place => store.Place;

    public async Task<StoredKey?> FindAsync(Sha256Digest person, CancellationToken cancellationToken)
    {
        await happens(nameof(FindAsync));
        return await store.FindAsync(person, cancellationToken);
    }

    public async Task<bool> AddAsync(StoredKey key, CancellationToken cancellationToken)
    {
        await happens(nameof(AddAsync));
        return await store.AddAsync(key, cancellationToken);
    }

    public async Task<bool> RewrapAsync(StoredKey key, string masterKey, CancellationToken cancellationToken)
    {
        await happens(nameof(RewrapAsync));
        return await store.RewrapAsync(key, masterKey, cancellationToken);
    }

    public async Task EraseAsync(IReadOnlyCollection<ErasedKey> keys, CancellationToken cancellationToken)
    {
        await happens(nameof(EraseAsync));
        await store.EraseAsync(keys, cancellationToken);
    }

    public async Task<bool> IsErasedAsync(Guid keyId, CancellationToken cancellationToken)
    {
        await happens(nameof(IsErasedAsync));
        return await store.IsErasedAsync(keyId, cancellationToken);
    }

    public async Task<IReadOnlyList<StoredKey>> NotUnderAsync(string masterKey, Sha256Digest? after, int most, CancellationToken cancellationToken)
    {
        await happens(nameof(NotUnderAsync));
        return await store.NotUnderAsync(masterKey, after, most, cancellationToken);
    }

    public async Task<Guid> IdentityAsync(CancellationToken cancellationToken)
    {
        await happens(nameof(IdentityAsync));
        return await store.IdentityAsync(cancellationToken);
    }

    public async Task<bool> IsClosedAsync(CancellationToken cancellationToken)
    {
        await happens(nameof(IsClosedAsync));
        return await store.IsClosedAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ErasedKeyId>> ErasedAsync(Guid? after, int most, CancellationToken cancellationToken)
    {
        await happens(nameof(ErasedAsync));
        return await Movable.ErasedAsync(after, most, cancellationToken);
    }

    public async Task RememberAsync(IReadOnlyCollection<ErasedKeyId> erased, CancellationToken cancellationToken)
    {
        await happens(nameof(RememberAsync));
        await Movable.RememberAsync(erased, cancellationToken);
    }

    public async Task RemoveAsync(IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken)
    {
        await happens(nameof(RemoveAsync));
        await Movable.RemoveAsync(keys, cancellationToken);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await happens(nameof(CloseAsync));
        await Movable.CloseAsync(cancellationToken);
    }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await happens(nameof(OpenAsync));
        await Movable.OpenAsync(cancellationToken);
    }

    private IMovableKeyStore Movable => (IMovableKeyStore)store;
}
