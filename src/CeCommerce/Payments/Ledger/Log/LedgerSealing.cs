using CeCommerce.Platform.Jobs;
using CeCommerce.Platform.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Gives movements and resolutions their leaves.</summary>
internal sealed class LedgerSealing(NpgsqlDataSource database, TimeProvider clock) : LogSealing(database, PaymentMapping.Schema, new(0x6365_6C65_6467_7201))
{
    public const string LogName = "ledger";

    public override string Name => LogName;

    protected override async Task<int> SealBatchAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
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
        return movements.Length + resolutions.Length;
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
