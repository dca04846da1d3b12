using System.Diagnostics;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Database.Embedded;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>A database that moved to another cluster by dump and restore: its lines carry transactions counted elsewhere.</summary>
public sealed class RestoredLogTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly LogOf _log = new(database.ConnectionString);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task A_dump_restored_into_another_cluster_loses_and_repeats_nothing()
    {
        // The cluster that is left has counted further than the new one will while it is filled.
        await _log.RunAsync("DO $$ BEGIN FOR i IN 1..5000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$");
        var sequencer = _log.Sequencer();
        var read = await _log.WriteAsync();
        var before = await _log.ReadAsync(sequencer, EventPosition.Start, read);
        await _log.RunAsync("INSERT INTO platform.event_cursors (consumer, position, feed_position, updated_at) VALUES ('test.moved', '0.0', $1, now())", before[^1].Position.Value);

        // Committed, and dumped before anybody gave it a number.
        var waiting = await _log.WriteAsync();
        using var home = new TemporaryHome();
        await using var other = (await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(home.Path, Durable: false), Stop)).Value!;
        var target = new NpgsqlConnectionStringBuilder(other.ConnectionString);
        await MoveAsync(new(database.ConnectionString), target);

        await using var moved = new LogOf(target.ConnectionString);
        Assert.True(await moved.AskAsync<bool>("SELECT max(xid::text::bigint) > pg_snapshot_xmax(pg_current_snapshot())::text::bigint FROM platform.events"));
        var (first, second) = (moved.Sequencer(), moved.Sequencer());
        var fresh = await moved.WriteAsync();
        var after = await moved.ReadAsync(first, EventPosition.Start, waiting, fresh);
        Assert.Equal(before.Select(line => (line.Position, line.Sequence)), after.Take(before.Count).Select(line => (line.Position, line.Sequence)));
        Assert.Equal([waiting, fresh], after.Skip(before.Count).Select(line => line.Sequence));
        Assert.Equal(after[^1].Position.Value, after.Count);

        // Still so for lines written later, by whichever process.
        var last = await moved.WriteAsync();
        Assert.Equal(last, Assert.Single(await moved.ReadAsync(second, after[^1].Position, last)).Sequence);
        Assert.Equal(after.Count + 1, (await moved.EndAsync()).Value);
    }

    [Theory]
    [InlineData(9_000_000_000UL)]
    [InlineData(1UL)]
    public async Task Whatever_the_other_cluster_counted_every_line_is_numbered_once(ulong transaction)
    {
        var sequencer = _log.Sequencer();
        await _log.ReadAsync(sequencer, EventPosition.Start, await _log.WriteAsync());
        var known = await _log.RestoredAsync(transaction);
        await _log.RunAsync("INSERT INTO platform.event_positions SELECT coalesce(max(feed_position), 0) + 1, $1, (SELECT at FROM platform.events WHERE sequence = $1) FROM platform.event_positions", known);
        await _log.RunAsync($"UPDATE platform.event_sequencer SET xid = '{transaction}', sequence = $1, origin = 'elsewhere'", known);
        var end = await _log.EndAsync();
        var unread = await _log.RestoredAsync(transaction + 1);
        var fresh = await _log.WriteAsync();

        Assert.Equal(new[] { unread, fresh }.Order(), (await _log.ReadAsync(sequencer, end, unread, fresh)).Select(line => line.Sequence).Order());
        var next = await _log.WriteAsync();
        Assert.Equal(end.Value + 3, (await _log.ReadAsync(_log.Sequencer(), end, next))[^1].Position.Value);
    }

    private static async Task MoveAsync(NpgsqlConnectionStringBuilder from, NpgsqlConnectionStringBuilder to)
    {
        var file = Path.Combine(Path.GetTempPath(), $"cecommerce-test-{Guid.CreateVersion7():N}.dump");
        try
        {
            await ToolAsync("pg_dump", ["--format=custom", "--no-owner", "--file", file, from.Database!], from);
            await ToolAsync("pg_restore", ["--no-owner", "--exit-on-error", "--dbname", to.Database!, file], to);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task ToolAsync(string tool, string[] arguments, NpgsqlConnectionStringBuilder at)
    {
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Find(null, PostgresBinaries.PackagedRoot, null)!.Directory, tool), arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PGHOST"] = at.Host;
        start.Environment["PGPORT"] = $"{at.Port}";
        start.Environment["PGUSER"] = at.Username;
        start.Environment["PGPASSWORD"] = at.Password;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, errors);
    }
}
