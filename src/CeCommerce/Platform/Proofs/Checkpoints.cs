using Medallion.Threading.Postgres;
using Npgsql;

namespace CeCommerce.Platform.Proofs;

/// <summary>
/// Makes a checkpoint of each log on each day of Tokyo. It goes on from the last one, whose signature the file of keys has to bear out: whoever can change
/// all of the database has no server sign what they made of it.
/// </summary>
internal sealed class Checkpoints(NpgsqlDataSource database, ProofKeyFile keys, IEnumerable<IProvenLog> logs, TimeProvider clock)
{
    private static readonly PostgresAdvisoryLockKey Turn = new(0x6365_7072_6F6F_6601);

    /// <summary>Those that are due; answers how many were made. Throws <see cref="StartRefused"/> when this server's keys cannot sign.</summary>
    public async Task<int> MakeDueAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var log in logs)
        {
            if (await IsDueAsync(log, cancellationToken))
            {
                await log.SealAsync(cancellationToken);
                made += await MakeAsync(log, cancellationToken);
            }
        }

        return made;
    }

    private async Task<bool> IsDueAsync(IProvenLog log, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return IsDue(await connection.LastAsync(log.Name, cancellationToken));
    }

    private bool IsDue(StoredCheckpoint? last) => last is null || Tokyo.DayOf(last.Signed.At) < clock.Today();

    private async Task<int> MakeAsync(IProvenLog log, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await PostgresDistributedLock.TryAcquireWithTransactionAsync(Turn, transaction, cancellationToken: cancellationToken) || await connection.LastAsync(log.Name, cancellationToken) is var last && !IsDue(last))
        {
            return 0;
        }

        using var signers = keys.Open();
        var tree = last is null ? new MerkleFrontier() : GoOn(last, signers);
        await EnterAsync(connection, signers, cancellationToken);
        // Not later than the first leaf that it does not hold.
        var now = clock.GetUtcNow();
        await foreach (var leaf in log.LeavesAsync(connection, tree.Size, cancellationToken))
        {
            tree.Add(leaf);
        }

        var signed = Checkpoint.Sign(await connection.OriginAsync(log.Name, cancellationToken), tree, now, signers.Newest);
        await connection.AddAsync(log.Name, new((last?.Number ?? 0) + 1, signed, tree.ToBytes()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return 1;
    }

    private MerkleFrontier GoOn(StoredCheckpoint last, ProofSigners signers)
    {
        if (signers.Find(last.Signed.KeyId) is not { } signer)
        {
            throw new StartRefused(new ProofKeysForeign(keys.Place, last.Signed.KeyId));
        }

        return last.Signed.IsSignedBy(signer.Key) && MerkleFrontier.From(last.Signed.Size, last.Frontier) is { } tree && Sha256Digest.From(tree.Root()) == last.Signed.Root
            ? tree
            : throw new StartRefused(new CheckpointAltered(last.Number));
    }

    /// <summary>A key signs after the one before it has vouched for it.</summary>
    private async Task EnterAsync(NpgsqlConnection connection, ProofSigners signers, CancellationToken cancellationToken)
    {
        var (ring, newest) = (await connection.KeyRingAsync(cancellationToken), signers.Newest.Key);
        if (ring.Keys is [.., var last] && last.Id != newest.Id)
        {
            // Also when another server's file is ahead of this one.
            var before = ring.Find(newest.Id) is null ? signers.Find(last.Id) : null;
            await connection.AddAsync((before ?? throw new StartRefused(new ProofKeysForeign(keys.Place, last.Id))).Vouch(newest), cancellationToken);
        }
        else if (ring.Keys.Count == 0)
        {
            await connection.AddAsync(newest, cancellationToken);
        }
    }
}

/// <summary>The file of keys is not that of this database, or older than another server's.</summary>
public sealed record ProofKeysForeign(string File, string Missing) : UserError("CECOMMERCE_PROOF_KEYS")
{
    public override string Code => "PROOF_KEYS_FOREIGN";

    public override LocalText Message => new(
        $"証明用の鍵 {File} に、台帳のチェックポイントに署名した鍵 {Missing} がありません。全サーバー共通のファイルを CECOMMERCE_PROOF_KEYS に指定してください。",
        $"The keys of proofs in {File} lack {Missing}, which signed the checkpoints so far: name the file that all servers share in CECOMMERCE_PROOF_KEYS.");
}

/// <summary>What was signed is not what is there.</summary>
public sealed record CheckpointAltered(long Number) : UserError("checkpoint")
{
    public override string Code => "CHECKPOINT_ALTERED";

    public override LocalText Message => new(
        $"チェックポイント {Number} が署名されたときの内容と違います。ledger verify で確認してください。",
        $"Checkpoint {Number} is not what was signed: nothing further is signed. Run ledger verify.");
}
