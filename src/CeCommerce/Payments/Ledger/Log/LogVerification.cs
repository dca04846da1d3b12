using System.Data;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;
using Npgsql;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Whether the books say what was sealed, whether all of them is sealed, and whether the log is the one that was signed. Reads everything, of one moment.</summary>
internal sealed class LogVerification(NpgsqlDataSource database)
{
    /// <summary>So long what waits may be passed by.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="kept">Checkpoints that somebody kept outside.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(IReadOnlyList<Checkpoint> kept, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var flaws = new FlawList();
        var checkpoints = await connection.AllAsync(LedgerSealing.LogName, cancellationToken);
        var origin = await connection.FindOriginAsync(LedgerSealing.LogName, cancellationToken);
        var replay = new LogReplay(new(origin, await connection.KeyRingAsync(cancellationToken), [.. checkpoints.Select(checkpoint => checkpoint.Signed)]), kept, flaws);
        var (sealedRows, open) = await CompareAsync(connection, replay, flaws, cancellationToken);
        var leaves = await ReplayAsync(connection, replay, flaws, cancellationToken);
        await (leaves == sealedRows ? Task.CompletedTask : NameAsync(connection, flaws, s_dropped, cancellationToken));
        await (open ? NameAsync(connection, flaws, s_unsealed, cancellationToken) : Task.CompletedTask);
        await NameAsync(connection, flaws, s_vanished, cancellationToken);
        await NameAsync(connection, flaws, s_passedBy, cancellationToken);
        return flaws.All;
    }

    /// <summary>What stands in the books, row by row; how many have a leaf, and whether some have none.</summary>
    private static async Task<(long Sealed, bool Open)> CompareAsync(NpgsqlConnection connection, LogReplay replay, FlawList flaws, CancellationToken cancellationToken)
    {
        var (sealedRows, open) = (0L, false);
        await foreach (var row in connection.MovementsAsync(cancellationToken))
        {
            Take(row);
        }

        await foreach (var row in connection.ResolutionsAsync(cancellationToken))
        {
            Take(row);
        }

        return (sealedRows, open);

        void Take(LoggedRow row)
        {
            if (!row.InTime)
            {
                flaws.Add("Times", row.Content.Id.ToString(), new($"{row.Content.Name}: 明細の日時が記帳と違います。", $"{row.Content.Name}: its entries do not say its times."));
            }

            if (row.Leaf is { } leaf)
            {
                replay.Compare(row.Content, leaf);
                sealedRows++;
            }
            else
            {
                open = true;
            }
        }
    }

    private static async Task<long> ReplayAsync(NpgsqlConnection connection, LogReplay replay, FlawList flaws, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT seq, hash FROM payments.log_leaves ORDER BY seq", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        for (var next = 0L; await reader.ReadAsync(cancellationToken); next++)
        {
            var number = reader.GetInt64(0);
            if (number != next)
            {
                flaws.Add("Gap", $"leaf {next}", new($"葉 {next} から {number - 1} がありません。", $"Leaves {next} to {number - 1} are missing."));
                next = number;
            }

            replay.Add(reader.GetFieldValue<byte[]>(1));
        }

        replay.Finish();
        return replay.Size;
    }

    private static readonly (string Sort, string Sql, LocalText Message) s_dropped = (
        "Dropped",
        """
        SELECT l.movement_id, CASE WHEN l.resolves THEN 'resolution' ELSE 'movement' END, l.seq FROM payments.log_leaves l
        WHERE CASE WHEN l.resolves THEN NOT EXISTS (SELECT FROM payments.resolutions r WHERE r.pending_id = l.movement_id) ELSE NOT EXISTS (SELECT FROM payments.movements m WHERE m.id = l.movement_id) END
        """,
        new("封印された記帳が帳簿にありません。", "It was sealed, and is gone from the books."));

    private static readonly (string Sort, string Sql, LocalText Message) s_unsealed = (
        "Unsealed",
        """
        SELECT m.id, m.kind, NULL::bigint FROM payments.movements m
        WHERE NOT EXISTS (SELECT FROM payments.log_leaves l WHERE l.movement_id = m.id AND NOT l.resolves) AND NOT EXISTS (SELECT FROM payments.unsealed u WHERE u.movement_id = m.id AND NOT u.resolves)
        UNION ALL
        SELECT r.pending_id, r.outcome, NULL FROM payments.resolutions r
        WHERE NOT EXISTS (SELECT FROM payments.log_leaves l WHERE l.movement_id = r.pending_id AND l.resolves) AND NOT EXISTS (SELECT FROM payments.unsealed u WHERE u.movement_id = r.pending_id AND u.resolves)
        """,
        new("封印されておらず、封印待ちでもありません。データベースの規則を避けて追加されています。", "It is neither sealed nor waiting to be: it was inserted past the rules of the database."));

    private static readonly (string Sort, string Sql, LocalText Message) s_vanished = (
        "Vanished",
        """
        SELECT u.movement_id, CASE WHEN u.resolves THEN 'resolution' ELSE 'movement' END, NULL::bigint FROM payments.unsealed u
        WHERE CASE WHEN u.resolves THEN NOT EXISTS (SELECT FROM payments.resolutions r WHERE r.pending_id = u.movement_id) ELSE NOT EXISTS (SELECT FROM payments.movements m WHERE m.id = u.movement_id) END
        """,
        new("封印待ちの記帳が、封印される前に消えています。", "It waited to be sealed, and is gone from the books."));

    /// <summary>As long as nothing is sealed, nothing is passed by: no server may be running. What was there before the log is sealed from the oldest on.</summary>
    private static readonly (string Sort, string Sql, LocalText Message) s_passedBy = (
        "PassedBy",
        $"""
        SELECT u.movement_id, m.kind, NULL::bigint FROM payments.unsealed u JOIN payments.movements m ON m.id = u.movement_id
        WHERE NOT u.resolves AND u.movement_id < (SELECT movement_id FROM payments.log_leaves WHERE NOT resolves ORDER BY seq DESC LIMIT 1)
            AND m.recorded_at < (SELECT sealed_at FROM payments.log_leaves ORDER BY seq DESC LIMIT 1) - interval '{(int)Patience.TotalSeconds} seconds'
        """,
        new("封印待ちのまま、後の記帳が封印されています。", "It still waits to be sealed, long after later ones were."));

    private static async Task NameAsync(NpgsqlConnection connection, FlawList flaws, (string Sort, string Sql, LocalText Message) look, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{look.Sql}\nLIMIT {LedgerVerification.Most}", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var name = reader.IsDBNull(2) ? reader.GetString(1) : $"{reader.GetString(1)} (leaf {reader.GetInt64(2)})";
            flaws.Add(look.Sort, reader.GetGuid(0).ToString(), new($"{name}: {look.Message.Ja}", $"{name}: {look.Message.En}"));
        }
    }
}
