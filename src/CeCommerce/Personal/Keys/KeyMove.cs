using System.Runtime.CompilerServices;

namespace CeCommerce.Personal.Keys;

/// <summary>What a pass over two stores found.</summary>
/// <param name="Keys">Keys that lie in both as they should.</param>
/// <param name="Differing">Keys that do not, because somebody changed them at that moment, or because the new store knows them as erased.</param>
/// <param name="Foreign">Keys of the new store that the old one does not know.</param>
internal readonly record struct KeyMovePass(int Keys, int Differing, int Foreign);

/// <summary>
/// Brings everything from one store to another by passes that may be broken off and repeated: what lies there already is compared and not written
/// again. Nothing is taken away from where it was before each key is found in the other store.
/// </summary>
internal sealed class KeyMove(IMovableKeyStore from, IMovableKeyStore to)
{
    private const int Page = 200;

    /// <summary>What was erased comes first, so that no pass brings it back.</summary>
    public async Task<KeyMovePass> CopyAsync(CancellationToken cancellationToken)
    {
        for (Guid? after = null; await from.ErasedAsync(after, Page, cancellationToken) is { Count: > 0 } page; after = page[^1].KeyId)
        {
            await to.RememberAsync(page, cancellationToken);
        }

        var (copied, foreign) = (0, await EraseAsync(cancellationToken));
        var keys = 0;
        await foreach (var key in AllAsync(from, cancellationToken))
        {
            keys++;
            copied += await CopyAsync(key, cancellationToken) ? 1 : 0;
        }

        return new(copied, keys - copied, foreign);
    }

    /// <summary>How many keys lie in the new store.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var keys = 0;
        await foreach (var _ in AllAsync(to, cancellationToken))
        {
            keys++;
        }

        return keys;
    }

    /// <summary>Takes away from the old store what lies in the new one, or was erased there; answers how many keys went and how many could not.</summary>
    public async Task<(int Removed, int Left)> RemoveAsync(CancellationToken cancellationToken)
    {
        var (removed, left) = (0, 0);
        for (StoredKey? last = null; await NextAsync(from, last, cancellationToken) is { Count: > 0 } page; last = page[^1])
        {
            var gone = new List<StoredKey>();
            foreach (var key in page)
            {
                if ((await to.FindAsync(key.Person, cancellationToken))?.KeyId == key.KeyId || await to.IsErasedAsync(key.KeyId, cancellationToken))
                {
                    gone.Add(key);
                }
            }

            await from.RemoveAsync(gone, cancellationToken);
            (removed, left) = (removed + gone.Count, left + page.Count - gone.Count);
        }

        return (removed, left);
    }

    /// <summary>Erases in the new store what a pass or a move of before brought there and the old one has erased since; answers how many keys it does not know.</summary>
    private async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var foreign = 0;
        await foreach (var key in AllAsync(to, cancellationToken))
        {
            if ((await from.FindAsync(key.Person, cancellationToken))?.KeyId == key.KeyId)
            {
                continue;
            }

            if (await from.IsErasedAsync(key.KeyId, cancellationToken))
            {
                await to.EraseAsync([new(key.Person, key.KeyId, key.MadeAt)], cancellationToken);
            }
            else
            {
                foreign++;
            }
        }

        return foreign;
    }

    private async Task<bool> CopyAsync(StoredKey key, CancellationToken cancellationToken)
    {
        var there = await to.FindAsync(key.Person, cancellationToken);
        if (IsSame(key, there))
        {
            return true;
        }

        _ = there is null ? await to.AddAsync(key, cancellationToken) : await to.RewrapAsync(key, there.MasterKey, cancellationToken);
        return IsSame(key, await to.FindAsync(key.Person, cancellationToken));
    }

    /// <summary>When it was made a store may keep less finely.</summary>
    private static bool IsSame(StoredKey key, StoredKey? there) =>
        there?.KeyId == key.KeyId && there.MasterKey == key.MasterKey && there.Wrapped.AsSpan().SequenceEqual(key.Wrapped);

    private static async IAsyncEnumerable<StoredKey> AllAsync(IMovableKeyStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (StoredKey? last = null; await NextAsync(store, last, cancellationToken) is { Count: > 0 } page; last = page[^1])
        {
            foreach (var key in page)
            {
                yield return key;
            }
        }
    }

    private static Task<IReadOnlyList<StoredKey>> NextAsync(IMovableKeyStore store, StoredKey? last, CancellationToken cancellationToken) =>
        store.NotUnderAsync("", last?.Person, Page, cancellationToken);
}
