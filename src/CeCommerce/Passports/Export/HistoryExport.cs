using System.Data;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CeCommerce.Passports.Log;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace CeCommerce.Passports.Export;

/// <summary>Whose history is wanted; with neither, all there is.</summary>
/// <param name="Item">Of one unit.</param>
/// <param name="Operator">Of those that an operator answers for.</param>
/// <param name="Discloses">Whether hidden values go into the file too.</param>
internal sealed record ExportScope(Guid? Item, Guid? Operator, bool Discloses);

/// <summary>
/// Writes histories with the hashes of all leaves, keys and checkpoints into a zip: what they were at one moment. Nobody needs a database to verify it.
/// </summary>
internal sealed class HistoryExport(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Chosen = "FROM passports.passports p WHERE ($1::uuid IS NULL OR p.id = $1) AND ($2::uuid IS NULL OR p.operator_id = $2)";

    private static readonly string s_readMe = """
        商品の履歴の書き出しです。検証: cecommerce passport verify このファイル.zip(証人が保管したチェックポイントがあれば --against を付けます)
        The history of goods. To verify it: cecommerce passport verify THIS-FILE.zip, with --against and the checkpoints that a witness kept.

        By hand, for each line of events.ndjson: sha256 of {"event":EVENT,"prev":"PREV","seq":SEQ}, without prev for seq 1, is hash; prev is the hash of seq - 1;
        line `leaf` + 1 of leaves.txt is sha256 of the byte 0 and the 32 bytes of hash. The tree of RFC 6962 over the first N lines of leaves.txt has the root
        that the checkpoint over N in checkpoints.txt says, and the key in keys.json signed that (ES256).
        """;

    /// <summary>Answers how many events there are.</summary>
    public async Task<long> WriteAsync(Stream to, ExportScope scope, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var ring = await connection.KeyRingAsync(cancellationToken);
        await WriteAsync(zip, "README.txt", Once(s_readMe), cancellationToken);
        await WriteAsync(zip, "keys.json", Once(JsonSerializer.Serialize(ring.Keys, ProofJson.Options)), cancellationToken);
        var checkpoints = await connection.AllAsync(PassportSealing.LogName, cancellationToken);
        await WriteAsync(zip, "checkpoints.txt", checkpoints.Select(checkpoint => checkpoint.Signed.Note).ToAsyncEnumerable(), cancellationToken);
        await WriteAsync(zip, "passports.ndjson", PassportsAsync(connection, scope, cancellationToken), cancellationToken);
        var events = await WriteAsync(zip, "events.ndjson", EventsAsync(connection, scope, cancellationToken), cancellationToken);
        if (scope.Discloses)
        {
            await WriteAsync(zip, "disclosures.ndjson", DisclosuresAsync(connection, scope, cancellationToken), cancellationToken);
        }

        var leaves = await WriteAsync(zip, "leaves.txt", LeavesAsync(connection, cancellationToken), cancellationToken);
        var origin = await connection.FindOriginAsync(PassportSealing.LogName, cancellationToken);
        var manifest = new ExportManifest(1, origin, clock.GetUtcNow(), scope is { Item: null, Operator: null }, leaves, events);
        await WriteAsync(zip, "manifest.json", Once(JsonSerializer.Serialize(manifest, ProofJson.Options)), cancellationToken);
        return events;
    }

    private static IAsyncEnumerable<string> PassportsAsync(NpgsqlConnection connection, ExportScope scope, CancellationToken cancellationToken) => RowsAsync(
        Command(connection, $"SELECT p.id, p.item_id, p.status, p.head_seq, p.head_hash {Chosen} ORDER BY p.id", scope),
        row => JsonSerializer.Serialize(
            new ExportPassport(
                TypedId.Format(PassportId.Prefix, row.GetGuid(0)), TypedId.Format(Items.ItemId.Prefix, row.GetGuid(1)), row.GetString(2), row.GetInt64(3), row.IsDBNull(4) ? null : Hex(row, 4)),
            ProofJson.Options),
        cancellationToken);

    private static IAsyncEnumerable<string> EventsAsync(NpgsqlConnection connection, ExportScope scope, CancellationToken cancellationToken) => RowsAsync(
        Command(
            connection,
            $"""
            SELECT e.passport_id, e.seq, l.seq, e.prev_hash, e.hash, e.content FROM passports.events e LEFT JOIN passports.log_leaves l ON l.event_id = e.id
            WHERE e.passport_id IN (SELECT p.id {Chosen}) ORDER BY e.passport_id, e.seq
            """,
            scope),
        // The event byte by byte as it was hashed, so that nothing reads and writes it anew.
        row => $"{{\"passport\":\"{TypedId.Format(PassportId.Prefix, row.GetGuid(0))}\",\"seq\":{row.GetInt64(1)}"
            + (row.IsDBNull(2) ? "" : $",\"leaf\":{row.GetInt64(2)}") + (row.IsDBNull(3) ? "" : $",\"prev\":\"{Hex(row, 3)}\"") + $",\"hash\":\"{Hex(row, 4)}\",\"event\":{row.GetString(5)}}}",
        cancellationToken);

    private static IAsyncEnumerable<string> DisclosuresAsync(NpgsqlConnection connection, ExportScope scope, CancellationToken cancellationToken) => RowsAsync(
        Command(
            connection,
            $"""
            SELECT h.event_id, h.path, h.salt, h.value FROM passports.hidden_values h JOIN passports.events e ON e.id = h.event_id
            WHERE h.value IS NOT NULL AND e.passport_id IN (SELECT p.id {Chosen}) ORDER BY e.passport_id, e.seq, h.path
            """,
            scope),
        row => JsonSerializer.Serialize(
            new ExportDisclosure(TypedId.Format(PassportEventId.Prefix, row.GetGuid(0)), row.GetString(1), Base64UrlEncoder.Encode(row.GetFieldValue<byte[]>(2)), JsonElement.Parse(row.GetString(3))),
            ProofJson.Options),
        cancellationToken);

    private static IAsyncEnumerable<string> LeavesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => RowsAsync(
        new NpgsqlCommand("SELECT hash FROM passports.log_leaves ORDER BY seq", connection) { CommandTimeout = 0 }, row => Hex(row, 0), cancellationToken);

    private static string Hex(NpgsqlDataReader row, int column) => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ExportScope scope)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = scope.Item ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = scope.Operator ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        return command;
    }

    private static async IAsyncEnumerable<string> RowsAsync(NpgsqlCommand command, Func<NpgsqlDataReader, string> line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (command)
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return line(reader);
            }
        }
    }

    private static IAsyncEnumerable<string> Once(string text) => new[] { text }.ToAsyncEnumerable();

    /// <summary>Answers how many lines there are.</summary>
    private static async Task<long> WriteAsync(ZipArchive zip, string name, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var count = 0L;
        await using var member = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false)) { NewLine = "\n" };
        await foreach (var line in lines)
        {
            await member.WriteLineAsync(line.AsMemory(), cancellationToken);
            count++;
        }

        return count;
    }
}
