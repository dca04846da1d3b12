using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>The numbers that readers of the log go by.</summary>
public sealed class EventSequencerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly LogOf _log = new(database.ConnectionString);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task A_transaction_that_commits_late_is_not_skipped()
    {
        var (sequencer, start) = (_log.Sequencer(), await CaughtUpAsync());
        await using var first = await _log.Source.OpenConnectionAsync(Stop);
        await using var open = await first.BeginTransactionAsync(Stop);
        var late = await LogOf.WriteAsync(first);
        var early = await _log.WriteAsync();

        await sequencer.CatchUpAsync(Stop);
        Assert.Empty(await _log.AllAsync(start));
        await open.CommitAsync(Stop);
        Assert.Equal([late, early], (await _log.ReadAsync(sequencer, start, late, early)).Select(line => line.Sequence));
    }

    [Fact]
    public async Task Two_sequencers_and_many_writers_leave_one_unbroken_order()
    {
        var start = await CaughtUpAsync();
        using var done = new CancellationTokenSource();
        var written = new System.Collections.Concurrent.ConcurrentBag<long>();
        var seen = new List<LoggedEvent>();
        Task[] sequencers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => SequenceAsync(done.Token), Stop))];
        var reader = Task.Run(() => FollowAsync(start, seen, done.Token), Stop);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(() => WriteManyAsync(writer, written), Stop)));
        var settled = await _log.ReadAsync(_log.Sequencer(), start, [.. written]);
        await done.CancelAsync();
        await Task.WhenAll([.. sequencers, reader]);

        Assert.Equal(written.Order(), settled.Select(line => line.Sequence).Order());
        Assert.Equal(Enumerable.Range(1, settled.Count).Select(n => start.Value + n), settled.Select(line => line.Position.Value));
        Assert.Equal(
            0L,
            await _log.AskAsync<long>(
                """
                SELECT count(*) FROM (
                    SELECT e.xid, e.sequence, lag(e.xid) OVER w AS xid_before, lag(e.sequence) OVER w AS before
                    FROM platform.event_positions p JOIN platform.events e USING (sequence) WHERE p.feed_position > $1 WINDOW w AS (ORDER BY p.feed_position)) line
                WHERE (xid_before, before) > (xid, sequence)
                """,
                start.Value));

        // Whoever followed all the while read the same, each line once: nothing was put behind them.
        Assert.Equal(settled.Take(seen.Count).Select(line => line.Sequence), seen.Select(line => line.Sequence));
    }

    [Fact]
    public async Task A_sequencer_that_dies_in_the_middle_of_its_turn_leaves_no_gap()
    {
        var start = await CaughtUpAsync();
        long[] lines = [await _log.WriteAsync(), await _log.WriteAsync(), await _log.WriteAsync()];
        await using (var dying = new NpgsqlConnection(database.ConnectionString + ";Pooling=false"))
        {
            await dying.OpenAsync(Stop);
            await using var turn = await dying.BeginTransactionAsync(Stop);
            Assert.NotNull(await SequencerMark.ReadAsync(dying, Stop));
            await using (var half = new NpgsqlCommand("INSERT INTO platform.event_positions SELECT $1, sequence, at FROM platform.events WHERE sequence = $2", dying))
            {
                half.Parameters.Add(new() { Value = start.Value + 1 });
                half.Parameters.Add(new() { Value = lines[1] });
                await half.ExecuteNonQueryAsync(Stop);
            }

            // The other one finds the turn taken and goes on at once when the first is gone.
            Assert.Equal(new SequencerPass(0, More: true), await _log.Sequencer().TurnAsync(Stop));
            await _log.RunAsync("SELECT pg_terminate_backend($1)", dying.ProcessID);
        }

        var seen = await _log.ReadAsync(_log.Sequencer(), start, lines);
        Assert.Equal(lines, seen.Select(line => line.Sequence));
        Assert.Equal([start.Value + 1, start.Value + 2, start.Value + 3], seen.Select(line => line.Position.Value));
    }

    [Fact]
    public async Task A_line_that_the_version_before_writes_is_told_like_any_other()
    {
        var (start, tenant) = (await CaughtUpAsync(), Guid.CreateVersion7());
        var written = await _log.WriteAsync(tenant, "order.paid");
        var line = Assert.Single(await _log.ReadAsync(_log.Sequencer(), start, written));
        Assert.Equal(("ord", EventAudience.Operator, 1, tenant), (line.SubjectKind, line.Audience, line.Version, line.OperatorId));
        Assert.Empty(line.Changed);
        Assert.Null(line.ClientId);

        // Word for word how the version before reads.
        var read = await _log.AskAsync<long>(
            """
            SELECT sequence FROM (
                SELECT xid, sequence, kind, subject_id, operator_id, data::text, at
                FROM platform.events
                WHERE (xid, sequence) > ('0', 0) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY xid, sequence
                LIMIT 100000) line
            ORDER BY xid DESC, sequence DESC LIMIT 1
            """);
        Assert.Equal(written, read);
        Assert.Equal(
            written,
            await _log.AskAsync<long>("SELECT sequence FROM (SELECT xid, sequence FROM platform.events WHERE operator_id = $1 ORDER BY xid DESC, sequence DESC LIMIT 1) line", tenant));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public async Task A_cursor_of_the_version_before_goes_on_where_it_was(int unread)
    {
        var sequencer = _log.Sequencer();
        var read = await _log.WriteAsync();
        var lines = new List<long>();
        for (var i = 0; i < unread; i++)
        {
            lines.Add(await _log.WriteAsync());
        }

        await _log.ReadAsync(sequencer, EventPosition.Start, [read, .. lines]);
        var consumer = $"test.{Guid.CreateVersion7()}";
        await _log.RunAsync(
            "INSERT INTO platform.event_cursors (consumer, position, updated_at) SELECT $1, xid || '.' || sequence, now() FROM platform.events WHERE sequence = $2", consumer, read);
        Assert.Equal(lines, await TurnAsync(consumer, sequencer));
        Assert.Empty(await TurnAsync(consumer, sequencer));

        // It is left to servers of that version where it was.
        Assert.True(await _log.AskAsync<bool>("SELECT position LIKE '%.' || $2 FROM platform.event_cursors WHERE consumer = $1", consumer, read.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var later = await _log.WriteAsync();
        await _log.ReadAsync(sequencer, EventPosition.Start, later);
        Assert.Equal([later], await TurnAsync(consumer, sequencer));
    }

    private async Task<List<long>> TurnAsync(string consumer, EventSequencer sequencer)
    {
        var seen = new List<long>();
        Assert.True(await new EventCursors(_log.Source, new EventLog(_log.Source), sequencer).TakeAsync(
            consumer,
            async turn =>
            {
                await foreach (var line in turn.ReadAsync(Stop))
                {
                    seen.Add(line.Sequence);
                }

                turn.Finish(TimeProvider.System.GetUtcNow());
            },
            Stop));
        return seen;
    }

    /// <summary>Behind everything that is there, also what an earlier test left.</summary>
    private async Task<EventPosition> CaughtUpAsync()
    {
        await _log.ReadAsync(_log.Sequencer(), EventPosition.Start, await _log.WriteAsync());
        return await _log.EndAsync();
    }

    private async Task SequenceAsync(CancellationToken done)
    {
        var sequencer = _log.Sequencer();
        while (!done.IsCancellationRequested)
        {
            await sequencer.TurnAsync(Stop);
        }
    }

    private async Task FollowAsync(EventPosition after, List<LoggedEvent> seen, CancellationToken done)
    {
        var log = new EventLog(_log.Source);
        while (!done.IsCancellationRequested)
        {
            seen.AddRange(await log.ReadAsync(seen.Count > 0 ? seen[^1].Position : after, 7, Stop));
        }
    }

    private async Task WriteManyAsync(int writer, System.Collections.Concurrent.ConcurrentBag<long> written)
    {
        var random = new Random(writer);
        for (var i = 0; i < 40; i++)
        {
            await using var connection = await _log.Source.OpenConnectionAsync(Stop);
            await using var transaction = await connection.BeginTransactionAsync(Stop);
            var lines = new List<long>();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                lines.Add(await LogOf.WriteAsync(connection));
                await Task.Delay(random.Next(0, 4), Stop);
            }

            if (random.Next(5) > 0)
            {
                await transaction.CommitAsync(Stop);
                lines.ForEach(written.Add);
            }
        }
    }
}
