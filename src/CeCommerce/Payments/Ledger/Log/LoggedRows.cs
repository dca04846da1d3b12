using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>A leaf as it stands in the log.</summary>
internal sealed record Leaf(long Number, byte[] Hash);

/// <summary>What stands in the books, with its leaf when it has one.</summary>
/// <param name="InTime">Whether its entries say its own times.</param>
internal sealed record LoggedRow(Logged Content, bool InTime, Leaf? Leaf);

/// <summary>Reads what the books say together with the log, in the order of movements, in one statement and row by row.</summary>
internal static class LoggedRows
{
    private const string Movements =
        """
        SELECT m.id, m.kind, m.cause_kind, m.cause_id, m.at, m.recorded_at, m.times_out_at, side.account_id, side.amount,
            side.at IS NOT DISTINCT FROM m.at AND side.recorded_at IS NOT DISTINCT FROM m.recorded_at AND side.over IS NOT DISTINCT FROM m.times_out_at,
            l.seq, l.hash
        FROM payments.movements m
        LEFT JOIN (
            SELECT movement_id, account_id, amount, at, recorded_at, NULL::timestamptz AS over FROM payments.entries
            UNION ALL SELECT movement_id, account_id, amount, lower(during), recorded_at, upper(during) FROM payments.pending_entries) side ON side.movement_id = m.id
        LEFT JOIN payments.log_leaves l ON l.movement_id = m.id AND NOT l.resolves
        """;

    private const string Resolutions =
        """
        SELECT r.pending_id, r.outcome, r.movement_id, r.at, r.recorded_at, l.seq, l.hash
        FROM payments.resolutions r LEFT JOIN payments.log_leaves l ON l.movement_id = r.pending_id AND l.resolves
        """;

    /// <summary>Somebody took it away; no leaf was sealed with it.</summary>
    private static readonly LoggedAccount s_noAccount = new("", null, "");

    /// <summary>What reading all of them costs at least, for the benchmark.</summary>
    internal const string AllMovements = Movements + "\nORDER BY m.id";

    /// <summary>Those of these movements.</summary>
    public static IAsyncEnumerable<LoggedRow> MovementsAsync(this NpgsqlConnection connection, Guid[] only, CancellationToken cancellationToken) =>
        connection.ReadMovementsAsync(Movements + "\nWHERE m.id = ANY($1) ORDER BY m.id", only, cancellationToken);

    /// <summary>All movements, sealed or not, in the order of their ids.</summary>
    public static IAsyncEnumerable<LoggedRow> MovementsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ReadMovementsAsync(AllMovements, null, cancellationToken);

    /// <summary>Those that are sealed, in the order of the log.</summary>
    public static IAsyncEnumerable<LoggedRow> SealedMovementsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ReadMovementsAsync(Movements + "\nWHERE l.seq IS NOT NULL ORDER BY l.seq", null, cancellationToken);

    /// <summary>Those of these pending movements.</summary>
    public static IAsyncEnumerable<LoggedRow> ResolutionsAsync(this NpgsqlConnection connection, Guid[] only, CancellationToken cancellationToken) =>
        connection.ReadResolutionsAsync(Resolutions + "\nWHERE r.pending_id = ANY($1) ORDER BY r.pending_id", only, cancellationToken);

    /// <summary>All resolutions, sealed or not, in the order of their ids.</summary>
    public static IAsyncEnumerable<LoggedRow> ResolutionsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ReadResolutionsAsync(Resolutions + "\nORDER BY r.pending_id", null, cancellationToken);

    /// <summary>Those that are sealed, in the order of the log.</summary>
    public static IAsyncEnumerable<LoggedRow> SealedResolutionsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ReadResolutionsAsync(Resolutions + "\nWHERE l.seq IS NOT NULL ORDER BY l.seq", null, cancellationToken);

    private static async IAsyncEnumerable<LoggedRow> ReadMovementsAsync(
        this NpgsqlConnection connection, string sql, Guid[]? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accounts = await connection.AccountsAsync(cancellationToken);
        await using var command = Command(connection, sql, only);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        LoggedMovement? movement = null;
        var (entries, inTime, leaf) = (new List<LoggedEntry>(), true, (Leaf?)null);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            if (movement?.Id != id)
            {
                if (movement is not null)
                {
                    yield return new(movement, inTime, leaf);
                }

                entries = [];
                (movement, inTime, leaf) = (Movement(reader, entries), true, LeafOf(reader, 10));
            }

            if (!reader.IsDBNull(7))
            {
                entries.Add(new(accounts.GetValueOrDefault(reader.GetGuid(7)) ?? s_noAccount, reader.GetInt64(8)));
                inTime &= reader.GetBoolean(9);
            }
        }

        if (movement is not null)
        {
            yield return new(movement, inTime, leaf);
        }
    }

    private static async IAsyncEnumerable<LoggedRow> ReadResolutionsAsync(
        this NpgsqlConnection connection, string sql, Guid[]? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, only);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var resolution = new LoggedResolution
            {
                Id = reader.GetGuid(0),
                Outcome = reader.GetString(1),
                Posted = reader.IsDBNull(2) ? null : reader.GetGuid(2),
                Time = new(reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4)),
            };
            yield return new(resolution, true, LeafOf(reader, 5));
        }
    }

    /// <summary>Few beside the entries: kinds times operators.</summary>
    public static async Task<IReadOnlyDictionary<Guid, LoggedAccount>> AccountsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, kind, owner, currency FROM payments.accounts", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new Dictionary<Guid, LoggedAccount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts[reader.GetGuid(0)] = new(reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3));
        }

        return accounts;
    }

    private static LoggedMovement Movement(NpgsqlDataReader reader, IReadOnlyList<LoggedEntry> entries) => new()
    {
        Id = reader.GetGuid(0),
        Kind = reader.GetString(1),
        Cause = new(reader.GetString(2), reader.GetGuid(3)),
        Time = new(reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)),
        TimesOutAt = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
        Entries = entries,
    };

    private static Leaf? LeafOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : new(reader.GetInt64(column), reader.GetFieldValue<byte[]>(column + 1));

    /// <summary>Takes the time that it takes.</summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, Guid[]? only)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (only is not null)
        {
            command.Parameters.Add(new() { Value = only, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        }

        return command;
    }
}
