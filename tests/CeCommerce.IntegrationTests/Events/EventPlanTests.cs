using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>A long log costs a commit, a reader and a gauge no more than a short one, also when a statement is planned without its values.</summary>
public sealed class EventPlanTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly LogOf _log = new(database.ConnectionString);

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Theory]
    [InlineData(EventSequencer.GiveSql, "(xid8, bigint, bigint)", "('0', 0, 0)", "force_generic_plan", true)]
    [InlineData(EventLog.ReadSql, "(bigint, int)", "(0, 500)", "force_generic_plan", true)]
    [InlineData(EventLog.ReadSql, "(bigint, int)", "(39000, 500)", "force_custom_plan", true)]
    [InlineData(EventLog.ReadSql, "(bigint, int)", "(39000, 500)", "force_custom_plan", false)]
    [InlineData(EventLog.ReadSql, "(bigint, int)", "(0, 500)", "force_generic_plan", false)]
    [InlineData(LogLag.WaitingSql, "", "", "force_generic_plan", true)]
    public async Task Nothing_reads_the_whole_log(string sql, string types, string values, string mode, bool analysed)
    {
        await FillAsync(analysed);
        await using var connection = await _log.Source.OpenConnectionAsync(LogOf.Stop);
        await using var prepare = new NpgsqlCommand($"SET plan_cache_mode = {mode}; PREPARE asked {types} AS {sql}", connection);
        await prepare.ExecuteNonQueryAsync(LogOf.Stop);
        await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE asked {values}", connection);
        await using var reader = await explain.ExecuteReaderAsync(LogOf.Stop);
        var plan = new List<string>();
        while (await reader.ReadAsync(LogOf.Stop))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.DoesNotContain(plan, line => line.Contains("Hash", StringComparison.Ordinal) || line.Contains("Merge Join", StringComparison.Ordinal)
            || line.Contains("Seq Scan on event_positions", StringComparison.Ordinal) || line.Contains("Seq Scan on events_before", StringComparison.Ordinal));
    }

    private async Task FillAsync(bool analysed)
    {
        await _log.RunAsync("INSERT INTO platform.events (kind, subject_id, data, at) SELECT 'listing.changed', gen_random_uuid(), '{}', now() FROM generate_series(1, 40000)");
        using var sequencer = _log.Sequencer();
        // A transaction of another test keeps lines waiting, and a plan for a log without positions is another.
        await Shop.UntilAsync(async () =>
        {
            await sequencer.CatchUpAsync(LogOf.Stop);
            return await _log.AskAsync<long>("SELECT count(*) FROM platform.events e WHERE NOT EXISTS (SELECT FROM platform.event_positions p WHERE p.sequence = e.sequence)") == 0;
        });
        if (analysed)
        {
            await _log.RunAsync("ANALYZE platform.events");
            await _log.RunAsync("ANALYZE platform.event_positions");
        }
    }
}
