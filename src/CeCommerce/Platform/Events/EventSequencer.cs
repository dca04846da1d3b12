using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Gives the lines of the log their positions, once and in an order that is safe against transactions that commit out of order: a line is
/// settled when every transaction that began to write before its own has ended, and settled lines are numbered by transaction and
/// sequence. Any process may do it; a lock in the database lets one at a time, so positions become visible in their order.
/// </summary>
public sealed class EventSequencer(NpgsqlDataSource database) : IDisposable
{
    /// <summary>The channel on which readers in other processes, of this and of earlier versions, hear of new positions: once a batch.</summary>
    internal const string Channel = "cecommerce_events";

    /// <summary>
    /// Looks at the next lines behind a mark and numbers those that have no position. Each line's position is looked up by itself: prepared, and
    /// so planned without knowing the mark, an anti-join would read every position ever given for each commit.
    /// </summary>
    internal const string GiveSql =
        """
        WITH ahead AS MATERIALIZED (
            SELECT e.xid, e.sequence, e.at FROM platform.events e
            WHERE (e.xid, e.sequence) > ($1, $2) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY e.xid, e.sequence
            LIMIT 5000
        ), lines AS MATERIALIZED (
            SELECT * FROM ahead WHERE (SELECT p.sequence FROM platform.event_positions p WHERE p.sequence = ahead.sequence) IS NULL
        ), given AS (
            INSERT INTO platform.event_positions (feed_position, sequence, at)
            SELECT $3 + row_number() OVER (ORDER BY xid, sequence), sequence, at FROM lines
        )
        SELECT pg_snapshot_xmin(pg_current_snapshot()), (SELECT count(*)::int FROM lines), (SELECT count(*)::int FROM ahead), last.xid, last.sequence
        FROM (SELECT) here LEFT JOIN (SELECT xid, sequence FROM ahead ORDER BY xid DESC, sequence DESC LIMIT 1) last ON true
        """;

    /// <summary>As many as <see cref="GiveSql"/> looks at.</summary>
    private const int Batch = 5_000;

    /// <summary>Transactions after which the mark moves on without a line, so that no turn looks at the same stretch again and again.</summary>
    private const ulong Stretch = 10_000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly OtherClusterLines _others = new(database);
    private ulong? _settled;

    /// <summary>Raised after a turn of this process that gave positions.</summary>
    internal event EventHandler? Positioned;

    /// <summary>
    /// Gives positions to what is settled by now. Cheap when nothing ended since the last turn; when another process is at it, this one does nothing.
    /// </summary>
    public async Task<SequencerPass> TurnAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        SequencerPass turn;
        try
        {
            turn = _settled is { } settled && settled == await SettledAsync(cancellationToken) ? default : await TakeAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }

        if (turn.Given > 0)
        {
            Positioned?.Invoke(this, EventArgs.Empty);
        }

        return turn;
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Turns until everything that is settled has its position, also what another process is about to number.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        for (var turn = await TurnAsync(cancellationToken); turn.More; turn = await TurnAsync(cancellationToken))
        {
            if (turn.Given == 0)
            {
                await Task.Delay(10, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Turns until what was committed by now has its position. A line waits for every transaction that began to write before it did, also in another
    /// database of the same cluster.
    /// </summary>
    /// <param name="patience">After which it is given up: who holds the log up may do so for hours.</param>
    public async Task CatchUpAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var (since, committed) = (Stopwatch.GetTimestamp(), await CommittedAsync(cancellationToken));
        while (await IsHeldUpAsync(committed, cancellationToken) && Stopwatch.GetElapsedTime(since) < patience)
        {
            await Task.Delay(10, cancellationToken);
        }

        // After nothing holds it up any more: what has just come free has no position yet.
        await CatchUpAsync(cancellationToken);
    }

    /// <summary>Every transaction before this one has ended: while it stays, no further line can become settled.</summary>
    private async Task<ulong> SettledAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT pg_snapshot_xmin(pg_current_snapshot())");
        return (ulong)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Before this transaction is all that is committed by now.</summary>
    private async Task<ulong> CommittedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT pg_snapshot_xmax(pg_current_snapshot())");
        return (ulong)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> IsHeldUpAsync(ulong committed, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM platform.events WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND xid < $1)");
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = committed, NpgsqlDbType = NpgsqlDbType.Xid8 });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<SequencerPass> TakeAsync(CancellationToken cancellationToken)
    {
        var origin = await _others.OriginAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await SequencerMark.ReadAsync(connection, cancellationToken) is not { } mark)
        {
            return new(0, More: true);
        }

        if (mark.IsOfAnotherCluster(origin))
        {
            var restored = await _others.GiveAsync(connection, mark, origin, Batch, cancellationToken);
            await NotifyAsync(connection, restored, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(restored, More: true);
        }

        var (given, seen, last, settled) = await GiveAsync(connection, mark, cancellationToken);
        if (last is not null || settled > mark.Transaction + Stretch)
        {
            var (reached, sequence) = last ?? (settled - 1, long.MaxValue);
            await SequencerMark.MoveAsync(connection, reached, sequence, cancellationToken);
            await NotifyAsync(connection, given, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        _settled = seen < Batch ? settled : null;
        return new(given, More: seen == Batch);
    }

    private static async Task<(int Given, int Seen, (ulong, long)? Last, ulong Settled)> GiveAsync(NpgsqlConnection connection, SequencerMark mark, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(GiveSql, connection);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = mark.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark.Sequence });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mark.Position });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var seen = reader.GetInt32(2);
        return (reader.GetInt32(1), seen, seen == 0 ? null : (reader.GetFieldValue<ulong>(3), reader.GetInt64(4)), reader.GetFieldValue<ulong>(0));
    }

    private static async Task NotifyAsync(NpgsqlConnection connection, int given, CancellationToken cancellationToken)
    {
        if (given > 0)
        {
            await using var command = new NpgsqlCommand($"NOTIFY {Channel}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>What came of a turn.</summary>
/// <param name="Given">Lines that got their position.</param>
/// <param name="More">There may be more at once: the batch was full, or another process was at it.</param>
public readonly record struct SequencerPass(int Given, bool More);
