using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>Events and history of the earlier version go into months as they are, while it goes on writing.</summary>
public sealed class EventMonthsTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Prepared = "20261129020004_MonthKeys";

    /// <summary>Word for word what that version sends.</summary>
    private const string OldInsert = "INSERT INTO platform.events (kind, subject_id, operator_id, data, at) VALUES ('listing.changed', gen_random_uuid(), NULL, '{}', now()) RETURNING sequence";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_rows_stay_where_they_are_and_writers_are_not_locked_out()
    {
        var files = (await OneAsync<uint>("SELECT pg_relation_filenode('platform.events')"), await OneAsync<uint>("SELECT pg_relation_filenode('platform.history')"));
        var (rows, last) = (await OneAsync<long>("SELECT count(*) FROM platform.events"), await OneAsync<long>("SELECT max(sequence) FROM platform.events"));
        Assert.True(rows > 0);
        await landed.ExecuteAsync("SELECT setval(pg_get_serial_sequence('platform.events', 'sequence'), (SELECT max(sequence) FROM platform.events))");
        await landed.MigrateAsync(Prepared);

        // Somebody holds the table, as an import of the earlier version would: others go on in between. Nothing is written meanwhile, which
        // would hold back the logs of all databases of the cluster, and with them other tests.
        await using var busy = await landed.Source.OpenConnectionAsync(Stop);
        await using var open = await busy.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand("LOCK TABLE platform.events IN ROW EXCLUSIVE MODE", busy))
        {
            await hold.ExecuteNonQueryAsync(Stop);
        }

        var migrating = landed.MigrateAsync();
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Stop);
            await using var other = await landed.Source.OpenConnectionAsync(Stop);
            await WriteAsync(other).WaitAsync(TimeSpan.FromSeconds(8), Stop);
        }

        Assert.False(migrating.IsCompleted);
        await open.CommitAsync(Stop);
        await migrating;

        Assert.Equal(files, (await OneAsync<uint>("SELECT pg_relation_filenode('platform.events_before')"), await OneAsync<uint>("SELECT pg_relation_filenode('platform.history_before')")));
        Assert.Equal(rows + 3, await OneAsync<long>("SELECT count(*) FROM platform.events_before"));
        Assert.Equal(last + 4, await OneAsync<long>(OldInsert));
        await NumberedInOrderAsync();
        await MonthsTakeWhatComesAsync();
    }

    /// <summary>Old lines get their positions in their order, and tell what they are about.</summary>
    private async Task NumberedInOrderAsync()
    {
        await new EventSequencer(landed.Source).CatchUpAsync(Stop);
        Assert.Equal(
            await landed.ListAsync<long>("SELECT sequence FROM platform.event_positions ORDER BY feed_position"),
            await landed.ListAsync<long>("SELECT sequence FROM platform.events WHERE sequence IN (SELECT sequence FROM platform.event_positions) ORDER BY xid, sequence"));
        var lines = await new EventLog(landed.Source).ReadAsync(EventPosition.Start, 1_000, Stop);
        Assert.All(lines, line => Assert.Equal(3, line.SubjectKind.Length));
    }

    private async Task MonthsTakeWhatComesAsync()
    {
        const string Later = "INSERT INTO platform.events (kind, subject_id, data, at) VALUES ('listing.changed', gen_random_uuid(), '{}', now() + $1::interval) RETURNING tableoid::regclass::text";
        Assert.Matches(@"^platform\.events_\d{4}_\d\d$", await OneAsync<string>(Later.Replace("$1", "'2 months'", StringComparison.Ordinal)));
        Assert.Equal("platform.events_default", await OneAsync<string>(Later.Replace("$1", "'2 years'", StringComparison.Ordinal)));
        Assert.Equal(0, await OneAsync<int>("SELECT platform.make_months('events', now() + interval '6 months')"));
        Assert.Equal(0, await OneAsync<int>("SELECT platform.make_months('history', now() + interval '6 months')"));
        Assert.Equal(1, await OneAsync<int>("SELECT platform.make_months('events', now() + interval '2 years')"));
        foreach (var refused in new[]
        {
            "UPDATE platform.events SET kind = 'x'", "DELETE FROM platform.events_before", "UPDATE platform.events_default SET kind = 'x'", "TRUNCATE platform.events_before",
            "TRUNCATE platform.events", "TRUNCATE platform.events_default", "DELETE FROM platform.history_before", "UPDATE platform.history SET why = 'x'",
        })
        {
            await Assert.ThrowsAsync<PostgresException>(() => landed.ExecuteAsync(refused));
        }
    }

    private async Task<T> OneAsync<T>(string sql) => (await landed.ListAsync<T>(sql))[0];

    private static async Task WriteAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(OldInsert, connection);
        await command.ExecuteScalarAsync(Stop);
    }
}
