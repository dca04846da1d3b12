using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Passports.Chain;

/// <summary>The statements of <see cref="PassportChain"/>.</summary>
internal static class ChainRows
{
    private const string Open =
        """
        INSERT INTO passports.passports (id, item_id, operator_id, status, status_since, opened_at)
        SELECT id, id, operator_id, 'Draft', $3, $3 FROM unnest($1, $2) AS asked (id, operator_id) ORDER BY id
        ON CONFLICT DO NOTHING
        """;

    private const string Write =
        """
        WITH added AS (
            INSERT INTO passports.events (id, passport_id, seq, type, occurred_at, recorded_at, source_sequence, source_part, content, prev_hash, hash)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ), waiting AS (
            INSERT INTO passports.unsealed (event_id) SELECT unnest($1)
        ), hidden AS (
            INSERT INTO passports.hidden_values (event_id, path, digest, salt, value) SELECT * FROM unnest($12, $13, $14, $15, $16)
        )
        UPDATE passports.passports p SET
            head_seq = h.seq, head_hash = h.hash, head_recorded_at = h.recorded_at, operator_id = coalesce(h.operator_id, p.operator_id),
            status = CASE WHEN h.offered_at IS NULL THEN p.status ELSE 'Active' END,
            status_since = CASE WHEN h.offered_at IS NULL OR p.status = 'Active' THEN p.status_since ELSE h.offered_at END
        FROM unnest($17, $18, $19, $20, $21, $22) AS h (id, seq, hash, recorded_at, operator_id, offered_at) WHERE p.id = h.id
        """;

    /// <summary>Passports of items that have none yet; who told first of the item answers for it.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, IReadOnlyList<NewPassportEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = events.DistinctBy(said => said.Item).ToList();
        await using var command = new NpgsqlCommand(Open, connection);
        Add(command, first.Select(said => said.Item.Value), NpgsqlDbType.Uuid);
        Add(command, first.Select(said => said.Operator.Value), NpgsqlDbType.Uuid);
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<Dictionary<Guid, PassportHead>> LockAsync(NpgsqlConnection connection, Guid[] passports, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, head_seq, head_hash, head_recorded_at FROM passports.passports WHERE id = ANY ($1) ORDER BY id FOR UPDATE", connection);
        command.Parameters.Add(new() { Value = passports });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var heads = new Dictionary<Guid, PassportHead>();
        while (await reader.ReadAsync(cancellationToken))
        {
            heads[reader.GetGuid(0)] = new(
                reader.GetGuid(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3));
        }

        return heads;
    }

    /// <summary>What was made from these lines already.</summary>
    public static async Task<HashSet<(long Sequence, short Part)>> KnownAsync(NpgsqlConnection connection, long[] lines, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT source_sequence, source_part FROM passports.events WHERE source_sequence = ANY ($1)", connection);
        command.Parameters.Add(new() { Value = lines });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new HashSet<(long, short)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add((reader.GetInt64(0), reader.GetInt16(1)));
        }

        return known;
    }

    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<ChainedEvent> added, IReadOnlyList<PassportHead> heads, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Write, connection);
        AddEvents(command, added);
        var hidden = added.SelectMany(one => one.Hidden.Select(text => (Event: one.Id.Value, Text: text))).ToList();
        Add(command, hidden.Select(one => one.Event), NpgsqlDbType.Uuid);
        Add(command, hidden.Select(one => one.Text.Path), NpgsqlDbType.Text);
        Add(command, hidden.Select(one => one.Text.Digest), NpgsqlDbType.Bytea);
        Add(command, hidden.Select(one => one.Text.Salt), NpgsqlDbType.Bytea);
        Add(command, hidden.Select(one => one.Text.Value), NpgsqlDbType.Text);
        Add(command, heads.Select(head => head.Id), NpgsqlDbType.Uuid);
        Add(command, heads.Select(head => head.Seq), NpgsqlDbType.Bigint);
        Add(command, heads.Select(head => head.Hash), NpgsqlDbType.Bytea);
        Add(command, heads.Select(head => head.RecordedAt), NpgsqlDbType.TimestampTz);
        Add(command, heads.Select(head => head.NewOperator?.Value), NpgsqlDbType.Uuid);
        Add(command, heads.Select(head => head.OfferedAt), NpgsqlDbType.TimestampTz);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddEvents(NpgsqlCommand command, IReadOnlyList<ChainedEvent> added)
    {
        Add(command, added.Select(one => one.Id.Value), NpgsqlDbType.Uuid);
        Add(command, added.Select(one => one.Link.Passport), NpgsqlDbType.Uuid);
        Add(command, added.Select(one => one.Link.Seq), NpgsqlDbType.Bigint);
        Add(command, added.Select(one => one.Said.Type.ToString()), NpgsqlDbType.Text);
        Add(command, added.Select(one => one.Said.Occurred.At.ToUniversalTime()), NpgsqlDbType.TimestampTz);
        Add(command, added.Select(one => one.RecordedAt), NpgsqlDbType.TimestampTz);
        Add(command, added.Select(one => one.Said.Source.Sequence), NpgsqlDbType.Bigint);
        Add(command, added.Select(one => one.Said.Source.Part), NpgsqlDbType.Smallint);
        Add(command, added.Select(one => one.Content), NpgsqlDbType.Text);
        Add(command, added.Select(one => one.Link.Prev), NpgsqlDbType.Bytea);
        Add(command, added.Select(one => one.Link.Hash), NpgsqlDbType.Bytea);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
