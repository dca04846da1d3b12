using System.Runtime.CompilerServices;
using CeCommerce.Platform.Jobs;
using CeCommerce.Platform.Proofs;
using Medallion.Threading.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Passports.Log;

/// <summary>
/// Gives events of all chains their leaves in one log, after they were committed. One process at a time does it, so that leaves are numbered without gaps
/// and become visible in their order; a batch is a transaction, so that a killed process leaves nothing half done.
/// </summary>
internal sealed class PassportSealing(NpgsqlDataSource database, TimeProvider clock) : IProvenLog
{
    public const string LogName = "passports";

    private const int Batch = 2_000;
    private static readonly PostgresAdvisoryLockKey Turn = new(0x6365_7061_7373_7001);
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
        await using var command = new NpgsqlCommand("SELECT hash FROM passports.log_leaves WHERE seq >= $1 ORDER BY seq", connection) { CommandTimeout = 0 };
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

        var taken = await TakeAsync(connection, cancellationToken);
        await WriteAsync(connection, taken, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken.Count;
    }

    private static async Task<bool> AnyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM passports.unsealed)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Rows go by their place: a join would be planned for the empty table that this mostly is, and compare each row with each.</summary>
    private static async Task<IReadOnlyList<(Guid Event, byte[] Leaf)>> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            WITH next AS MATERIALIZED (
                SELECT u.ctid AS place, e.id, e.recorded_at, e.hash FROM passports.unsealed u JOIN passports.events e ON e.id = u.event_id ORDER BY u.event_id LIMIT {Batch}
            ), taken AS (
                DELETE FROM passports.unsealed WHERE ctid = ANY (ARRAY(SELECT place FROM next))
            )
            SELECT id, hash FROM next ORDER BY recorded_at, id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<(Guid, byte[])>();
        while (await reader.ReadAsync(cancellationToken))
        {
            taken.Add((reader.GetGuid(0), MerkleTree.LeafHash(reader.GetFieldValue<byte[]>(1))));
        }

        return taken;
    }

    private async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<(Guid Event, byte[] Leaf)> taken, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO passports.log_leaves (seq, event_id, hash, sealed_at)
            SELECT last.seq + leaf.number, leaf.event_id, leaf.hash, $3
            FROM (SELECT coalesce(max(seq), -1) AS seq FROM passports.log_leaves) last, unnest($1, $2) WITH ORDINALITY AS leaf (event_id, hash, number)
            """,
            connection);
        command.Parameters.Add(new() { Value = taken.Select(one => one.Event).ToArray() });
        command.Parameters.Add(new() { Value = taken.Select(one => one.Leaf).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Seals while the server runs.</summary>
internal sealed class SealingWorker(IServiceScopeFactory scopes, ILogger<SealingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (PassportSealing sealing, CancellationToken token) => sealing.RunAsync(token), stoppingToken);
}
