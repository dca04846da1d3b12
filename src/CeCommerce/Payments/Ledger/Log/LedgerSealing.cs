using System.Runtime.CompilerServices;
using CeCommerce.Platform.Jobs;
using CeCommerce.Platform.Proofs;
using Medallion.Threading.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>
/// Gives movements and resolutions their leaves, after they were committed and outside of whoever posts. One process at a time does it, so that leaves are
/// numbered without gaps and become visible in their order; a batch is a transaction, so that a killed process leaves nothing half done.
/// </summary>
internal sealed class LedgerSealing(NpgsqlDataSource database, TimeProvider clock) : IProvenLog
{
    public const string LogName = "ledger";

    private const int Batch = 2_000;
    private static readonly PostgresAdvisoryLockKey Turn = new(0x6365_6C65_6467_7201);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Name => LogName;

    /// <summary>Seals what waits now; does nothing while another process does it. Answers how many leaves there are more.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        for (int? given = Batch; given == Batch; all += given ?? 0)
        {
            given = await TurnAsync(cancellationToken);
        }

        return all;
    }

    public async Task SealAsync(CancellationToken cancellationToken)
    {
        for (var given = await TurnAsync(cancellationToken); given is null or Batch; given = await TurnAsync(cancellationToken))
        {
            await (given is null ? Task.Delay(Pause, cancellationToken) : Task.CompletedTask);
        }
    }

    public async IAsyncEnumerable<byte[]> LeavesAsync(NpgsqlConnection connection, long first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT hash FROM payments.log_leaves WHERE seq >= $1 ORDER BY seq", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = first });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetFieldValue<byte[]>(0);
        }
    }

    /// <summary>One batch; null when another process is at it.</summary>
    private async Task<int?> TurnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AnyAsync(connection, cancellationToken))
        {
            return 0;
        }

        if (!await PostgresDistributedLock.TryAcquireWithTransactionAsync(Turn, transaction, cancellationToken: cancellationToken))
        {
            return null;
        }

        var (movements, resolutions) = await TakeAsync(connection, cancellationToken);
        var rows = new List<Logged>(movements.Length + resolutions.Length);
        await foreach (var row in connection.MovementsAsync(movements, cancellationToken))
        {
            rows.Add(row.Content);
        }

        await foreach (var row in connection.ResolutionsAsync(resolutions, cancellationToken))
        {
            rows.Add(row.Content);
        }

        await WriteAsync(connection, [.. rows.OrderBy(row => row.Time.RecordedAt)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return movements.Length + resolutions.Length;
    }

    private static async Task<bool> AnyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM payments.unsealed)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// What is gone before it was sealed goes on waiting: verifying names it. Rows are taken by their place: a join would be planned for the empty table that this mostly
    /// is, and compare each row with each.
    /// </summary>
    private static async Task<(Guid[] Movements, Guid[] Resolutions)> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            DELETE FROM payments.unsealed WHERE ctid = ANY (ARRAY(
                SELECT u.ctid FROM payments.unsealed u
                WHERE CASE WHEN resolves THEN EXISTS (SELECT FROM payments.resolutions r WHERE r.pending_id = u.movement_id) ELSE EXISTS (SELECT FROM payments.movements m WHERE m.id = u.movement_id) END
                ORDER BY movement_id, resolves LIMIT {Batch}))
            RETURNING movement_id, resolves
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<(Guid Id, bool Resolves)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            taken.Add((reader.GetGuid(0), reader.GetBoolean(1)));
        }

        return ([.. taken.Where(row => !row.Resolves).Select(row => row.Id)], [.. taken.Where(row => row.Resolves).Select(row => row.Id)]);
    }

    private async Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<Logged> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO payments.log_leaves (seq, movement_id, resolves, hash, sealed_at)
            SELECT last.seq + leaf.number, leaf.movement_id, leaf.resolves, leaf.hash, $4
            FROM (SELECT coalesce(max(seq), -1) AS seq FROM payments.log_leaves) last, unnest($1, $2, $3) WITH ORDINALITY AS leaf (movement_id, resolves, hash, number)
            """,
            connection);
        command.Parameters.Add(new() { Value = rows.Select(row => row.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = rows.Select(row => row.Resolves).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean });
        command.Parameters.Add(new() { Value = rows.Select(row => MerkleTree.LeafHash(row.ToBytes())).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Seals while the server runs.</summary>
internal sealed class LedgerSealingWorker(IServiceScopeFactory scopes, ILogger<LedgerSealingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (LedgerSealing sealing, CancellationToken token) => sealing.RunAsync(token), stoppingToken);
}
