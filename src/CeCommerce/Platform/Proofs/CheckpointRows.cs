using System.Security.Cryptography;
using Npgsql;

namespace CeCommerce.Platform.Proofs;

/// <summary>A checkpoint with what is needed to go on from it.</summary>
/// <param name="Number">The first of a log is 1.</param>
internal sealed record StoredCheckpoint(long Number, Checkpoint Signed, byte[] Frontier);

/// <summary>Reads and writes logs, keys and checkpoints on an open connection.</summary>
internal static class CheckpointRows
{
    private const string Columns = "c.number, l.origin, c.size, c.root, c.at, c.key_id, c.signature, c.frontier";

    /// <summary>The log's name in the world; given when it is first asked for by somebody who may write.</summary>
    public static async Task<string> OriginAsync(this NpgsqlConnection connection, string log, CancellationToken cancellationToken)
    {
        await connection.RunAsync(
            "INSERT INTO platform.proof_logs (name, origin) VALUES ($1, $2) ON CONFLICT DO NOTHING", [log, $"cecommerce.{log}.{RandomNumberGenerator.GetHexString(32, lowercase: true)}"], cancellationToken);
        return (await connection.FindOriginAsync(log, cancellationToken))!;
    }

    public static async Task<string?> FindOriginAsync(this NpgsqlConnection connection, string log, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, "SELECT origin FROM platform.proof_logs WHERE name = $1", [log]);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public static async Task<KeyRing> KeyRingAsync(this NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, public_key, made_at, before, vouching FROM platform.proof_keys ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<ProofKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return new(keys);
    }

    public static Task AddAsync(this NpgsqlConnection connection, ProofKey key, CancellationToken cancellationToken) => connection.RunAsync(
        """
        INSERT INTO platform.proof_keys (number, id, public_key, made_at, before, vouching)
        SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5 FROM platform.proof_keys
        """,
        [key.Id, key.Public, key.MadeAt.ToUniversalTime(), key.Before, key.Vouching],
        cancellationToken);

    public static Task AddAsync(this NpgsqlConnection connection, string log, StoredCheckpoint made, CancellationToken cancellationToken) => connection.RunAsync(
        "INSERT INTO platform.checkpoints (log, number, size, root, at, key_id, signature, frontier) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [log, made.Number, made.Signed.Size, made.Signed.Root.ToBytes(), made.Signed.At.ToUniversalTime(), made.Signed.KeyId, made.Signed.Signature, made.Frontier],
        cancellationToken);

    public static async Task<StoredCheckpoint?> LastAsync(this NpgsqlConnection connection, string log, CancellationToken cancellationToken) => (await connection.ReadAsync(
        $"SELECT {Columns} FROM platform.checkpoints c JOIN platform.proof_logs l ON l.name = c.log WHERE c.log = $1 ORDER BY c.number DESC LIMIT 1", [log], cancellationToken)).FirstOrDefault();

    /// <summary>One a day: a few thousand in ten years.</summary>
    public static Task<List<StoredCheckpoint>> AllAsync(this NpgsqlConnection connection, string log, CancellationToken cancellationToken) => connection.ReadAsync(
        $"SELECT {Columns} FROM platform.checkpoints c JOIN platform.proof_logs l ON l.name = c.log WHERE c.log = $1 ORDER BY c.number", [log], cancellationToken);

    /// <summary>The next that this witness was not told of.</summary>
    public static Task<List<StoredCheckpoint>> UntoldAsync(this NpgsqlConnection connection, string log, string witness, CancellationToken cancellationToken) => connection.ReadAsync(
        $"""
        SELECT {Columns} FROM platform.checkpoints c JOIN platform.proof_logs l ON l.name = c.log
        WHERE c.log = $1 AND NOT EXISTS (SELECT FROM platform.checkpoint_deliveries d WHERE d.witness = $2 AND d.log = c.log AND d.number = c.number)
        ORDER BY c.number LIMIT 100
        """,
        [log, witness],
        cancellationToken);

    public static async Task RunAsync(this NpgsqlConnection connection, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<T> AskAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, []);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<StoredCheckpoint>> ReadAsync(this NpgsqlConnection connection, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<StoredCheckpoint>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var signed = new Checkpoint(
                reader.GetString(1), reader.GetInt64(2), Sha256Digest.From(reader.GetFieldValue<byte[]>(3)), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetString(6));
            found.Add(new(reader.GetInt64(0), signed, reader.GetFieldValue<byte[]>(7)));
        }

        return found;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } : new() { Value = value });
        }

        return command;
    }
}
