using CeCommerce.Platform.Jobs;
using CeCommerce.Platform.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Passports.Log;

/// <summary>Gives events of all chains their leaves in one log.</summary>
internal sealed class PassportSealing(NpgsqlDataSource database, TimeProvider clock) : LogSealing(database, PassportMapping.Schema, new(0x6365_7061_7373_7001))
{
    public const string LogName = "passports";

    public override string Name => LogName;

    protected override async Task<int> SealBatchAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var taken = await TakeAsync(connection, cancellationToken);
        await WriteAsync(connection, taken, cancellationToken);
        return taken.Count;
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
