using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>A report is drawn to its end by whoever is left, and by one server alone.</summary>
public sealed class ReportCrashTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // The second file of a report waits for this lock, which nobody has but a test.
    private const string SecondFileWaits =
        """
        CREATE OR REPLACE FUNCTION public.wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
        CREATE OR REPLACE TRIGGER tr_files_wait BEFORE INSERT ON reports.files FOR EACH ROW WHEN (NEW.format <> 'Json') EXECUTE FUNCTION public.wait_for_test();
        """;

    // No clock of the test's: it would begin anew in the next process.
    private readonly (string, string)[] _settings = [("CECOMMERCE_DATABASE", database.ConnectionString)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("LOCK TABLE listings.assessments IN ACCESS EXCLUSIVE MODE", 0)]
    [InlineData("LOCK TABLE reports.files IN SHARE MODE", 0)]
    [InlineData("SELECT pg_advisory_xact_lock(4711)", 1)]
    public async Task The_next_server_goes_on_with_the_report_of_a_killed_one(string hold, long filesBefore)
    {
        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Path);
        string id;
        await using (var killed = await ServerProcess.StartAsync(home.Path, _settings))
        {
            using var asking = await ReportClient.OfAsync(killed, home.Path, _settings);
            await DoAsync(SecondFileWaits);
            await using var held = await HeldAsync(hold);
            id = await asking.AskAsync();
            await UntilAsync("SELECT count(*) FROM reports.reports WHERE state = 'Drawing' AND EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database() WHERE NOT l.granted)");
            await killed.KillAsync();
        }

        Assert.InRange((long)(await ScalarAsync("SELECT count(*) FROM reports.files f JOIN reports.reports r ON r.id = f.report_id WHERE r.state = 'Drawing'"))!, filesBefore, filesBefore * 4);
        await ReportClient.AssertNoHalfFileAsync(home.Path);

        await using var next = await ServerProcess.StartAsync(home.Path, _settings);
        using var client = await ReportClient.OfAsync(next, home.Path, _settings);
        var resumed = await client.EndedAsync(id);
        Assert.True(resumed.Text("state") == "DONE", resumed.ToString());
        Assert.Equal(2, await ScalarAsync("SELECT attempts::bigint FROM reports.reports ORDER BY id DESC LIMIT 1"));

        var undisturbed = await client.EndedAsync(await client.AskAsync(resumed.Text("asOf")));
        Assert.Equal(undisturbed.Text("contentHash"), resumed.Text("contentHash"));
        Assert.Equal(7, resumed.List("files").Count());
        Assert.Equal(undisturbed.List("files").Select(file => file.Text("sha256")).Order(StringComparer.Ordinal), resumed.List("files").Select(file => file.Text("sha256")).Order(StringComparer.Ordinal));
        await client.AssertWholeAsync(resumed);
        await ReportClient.AssertNoHalfFileAsync(home.Path);
    }

    [Fact]
    public async Task Two_servers_at_once_draw_each_report_once()
    {
        using var firstHome = new TemporaryHome();
        using var secondHome = new TemporaryHome();
        Directory.CreateDirectory(firstHome.Path);
        Directory.CreateDirectory(secondHome.Path);
        await using var first = await ServerProcess.StartAsync(firstHome.Path, _settings);
        await using var second = await ServerProcess.StartAsync(secondHome.Path, _settings);
        using var one = await ReportClient.OfAsync(first, firstHome.Path, _settings);
        using var other = await ReportClient.OfAsync(second, secondHome.Path, _settings);
        var (before, told) = (await ScalarAsync("SELECT count(*) FROM reports.reports"), await ScalarAsync("SELECT count(*) FROM platform.events WHERE kind = 'report.finished'"));
        var asOf = (await one.EndedAsync(await one.AskAsync(null, "JSON"))).Text("asOf");

        var asked = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            asked.AddRange(await Task.WhenAll(one.AskAsync(asOf, "JSON"), other.AskAsync(asOf, "JSON")));
        }

        var ended = await Task.WhenAll(asked.Select(other.EndedAsync));
        Assert.All(ended, report => Assert.Equal("DONE", report.Text("state")));
        Assert.Single(ended.Select(report => report.Text("contentHash")).Distinct());
        Assert.Equal(before + 9, await ScalarAsync("SELECT count(*) FROM reports.reports"));
        Assert.Equal(told + 9, await ScalarAsync("SELECT count(*) FROM platform.events WHERE kind = 'report.finished'"));
        Assert.Equal(9, await ScalarAsync("SELECT count(*) FROM (SELECT attempts FROM reports.reports ORDER BY id DESC LIMIT 9) drawn WHERE attempts = 1"));
    }

    /// <summary>Holds up the servers until it is disposed.</summary>
    private async Task<NpgsqlConnection> HeldAsync(string sql)
    {
        var connection = await database.Source.OpenConnectionAsync(Stop);
        await using var command = new NpgsqlCommand("BEGIN; " + sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }

    private async Task DoAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private Task UntilAsync(string sql) => Shop.UntilAsync(async () => await ScalarAsync(sql) > 0);

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
