namespace CeCommerce.Personal.Keys;

/// <summary>The id of a key that may never be used again; whose it was a store does not know.</summary>
internal readonly record struct ErasedKeyId(Guid KeyId, DateTimeOffset At);

/// <summary>A store from which or to which keys are moved. Opened for moving, it takes changes while it is closed.</summary>
internal interface IMovableKeyStore : IKeyStore
{
    /// <summary>The next keys that were erased, in the order of their ids; null begins.</summary>
    Task<IReadOnlyList<ErasedKeyId>> ErasedAsync(Guid? after, int most, CancellationToken cancellationToken);

    /// <summary>Remembers what was erased in another store; keys that lie here stay until they are erased.</summary>
    Task RememberAsync(IReadOnlyCollection<ErasedKeyId> erased, CancellationToken cancellationToken);

    /// <summary>Deletes keys that lie in another store by now. They are not erased: they may come back.</summary>
    Task RemoveAsync(IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken);

    /// <summary>When it returns, no server changes anything any more.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    Task OpenAsync(CancellationToken cancellationToken);
}
