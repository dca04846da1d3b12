using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Personal;

/// <summary>
/// Moves the keys of persons to another store beside running servers. They go on changing the old store during a first pass; then it is closed, a
/// second pass brings what they changed and finds each key, and the database is told which store is its own. Servers of before read on until they
/// are started anew. Called once more, it takes the keys away from the old store.
/// </summary>
internal sealed class KeyMoving(OwnKeyStore own, DirectDatabase direct)
{
    public async Task<Outcome<LocalText>> MoveAsync(IMovableKeyStore from, IMovableKeyStore to, CancellationToken cancellationToken)
    {
        await using var alone = await direct.TryLockAsync("personal keys", cancellationToken);
        var (old, other) = (await from.IdentityAsync(cancellationToken), await to.IdentityAsync(cancellationToken));
        if (alone is null || old == other)
        {
            return alone is null ? KeysNotMoved.Busy : KeysNotMoved.Same(to.Place);
        }

        var current = await own.FindAsync(cancellationToken);
        if (current == other)
        {
            return await FinishAsync(from, to, cancellationToken);
        }

        return current == old ? await MoveAsync(new KeyMove(from, to), from, to, cancellationToken) : new KeyStoreForeign(from.Place);
    }

    /// <summary>Opens the store again from which a move has begun that is not wanted any more.</summary>
    public async Task<Outcome<LocalText>> StayAsync(IMovableKeyStore from, CancellationToken cancellationToken)
    {
        await using var alone = await direct.TryLockAsync("personal keys", cancellationToken);
        if (alone is null)
        {
            return KeysNotMoved.Busy;
        }

        if (await own.FindAsync(cancellationToken) != await from.IdentityAsync(cancellationToken))
        {
            return new KeyStoreForeign(from.Place);
        }

        await from.OpenAsync(cancellationToken);
        return new LocalText(
            $"鍵は {from.Place} のままです。移動先に残った写しは削除してください。", $"The keys stay in {from.Place}. Delete what was copied of them.");
    }

    private async Task<Outcome<LocalText>> MoveAsync(KeyMove move, IMovableKeyStore from, IMovableKeyStore to, CancellationToken cancellationToken)
    {
        await to.CloseAsync(cancellationToken);
        if (await move.CopyAsync(cancellationToken) is { Foreign: > 0 } occupied)
        {
            return KeysNotMoved.Occupied(to.Place, occupied.Foreign);
        }

        await from.CloseAsync(cancellationToken);
        var pass = await move.CopyAsync(cancellationToken);
        if (pass is not { Differing: 0, Foreign: 0 })
        {
            return KeysNotMoved.Differing(to.Place, pass.Differing + pass.Foreign);
        }

        await own.ChangeAsync(await from.IdentityAsync(cancellationToken), await to.IdentityAsync(cancellationToken), cancellationToken);
        await to.OpenAsync(cancellationToken);
        return Moved(pass.Keys, to.Place);
    }

    /// <summary>A move that was cut off before the new store was opened is told as one; the keys of before go only when it was told.</summary>
    private static async Task<Outcome<LocalText>> FinishAsync(IMovableKeyStore from, IMovableKeyStore to, CancellationToken cancellationToken)
    {
        var move = new KeyMove(from, to);
        if (await to.IsClosedAsync(cancellationToken))
        {
            await to.OpenAsync(cancellationToken);
            return Moved(await move.CountAsync(cancellationToken), to.Place);
        }

        var (removed, left) = await move.RemoveAsync(cancellationToken);
        return left > 0
            ? KeysNotMoved.Left(from.Place, left)
            : new LocalText($"{from.Place} から鍵 {removed} 件を削除しました。", $"{removed} key(s) taken away from {from.Place}.");
    }

    private static LocalText Moved(int keys, string place) => new(
        $"鍵 {keys} 件を {place} に移しました。すべてのサーバーを新しい保管先の設定で再起動してから、同じコマンドをもう一度実行すると、元の保管先の鍵が削除されます。",
        $"{keys} key(s) moved to {place}. Start all servers anew with that store, then run the same once more: it takes the keys away from the old one.");
}
