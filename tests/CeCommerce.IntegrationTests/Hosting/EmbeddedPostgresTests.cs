using System.Globalization;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Database.Embedded;
using Npgsql;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_new_home_gets_a_cluster_that_speaks_utf8_and_stops_with_its_last_user()
    {
        await using (var postgres = await StartAsync())
        {
            Assert.Equal("UTF8 冷蔵庫", await AskAsync(postgres, "SELECT current_setting('server_encoding') || ' 冷蔵庫'"));
        }

        Assert.Null(Postmaster());
    }

    [Fact]
    public async Task Data_are_there_again_after_a_restart()
    {
        await using (var first = await StartAsync())
        {
            await AskAsync(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        await using var second = await StartAsync();
        Assert.Equal(42, await AskAsync(second, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_killed_postmaster_is_recovered_with_what_was_committed()
    {
        var first = await StartAsync();
        await AskAsync(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        await ServerProcess.KillAsync(Postmaster()!.Value);

        await using var second = await StartAsync();
        Assert.Equal(42, await AskAsync(second, "SELECT answer FROM kept"));
        await first.DisposeAsync();
        Assert.Equal(42, await AskAsync(second, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_living_stranger_does_not_stop_the_start()
    {
        await using (await StartAsync())
        {
        }

        File.WriteAllText(PidFile, $"{Environment.ProcessId}\n/elsewhere\n0\n5432\n\n\n\nready\n");
        await using var postgres = await StartAsync();
        Assert.Equal(1, await AskAsync(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_again()
    {
        var cluster = Path.Combine(_home.Path, "postgres", "cluster");
        Directory.CreateDirectory(Path.Combine(cluster, "data.new"));
        File.WriteAllText(Path.Combine(cluster, "data.new", "PG_VERSION"), "1");
        foreach (var directory in new[] { _home.Path, Path.Combine(_home.Path, "postgres") })
        {
            File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("711", 8));
        }

        await using var postgres = await StartAsync();
        Assert.Equal(1, await AskAsync(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task A_home_that_the_cluster_user_cannot_reach_gets_its_cluster_elsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root hands the cluster to another user.");
        Directory.CreateDirectory(_home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        string elsewhere;
        await using (var postgres = await StartAsync())
        {
            elsewhere = postgres.Directory;
            Assert.StartsWith("/var/lib/cecommerce/", elsewhere, StringComparison.Ordinal);
            await using var again = await StartAsync();
            Assert.Equal(elsewhere, again.Directory);
        }

        Directory.Delete(Path.GetDirectoryName(elsewhere)!, recursive: true);
    }

    [Fact]
    public async Task Eight_starters_at_once_share_one_cluster_and_the_last_one_out_stops_it()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync()));
        Assert.Single(users.Select(user => user.ConnectionString).Distinct());
        foreach (var user in users)
        {
            Assert.Equal(1, await AskAsync(user, "SELECT 1"));
            await user.DisposeAsync();
        }

        Assert.Null(Postmaster());
    }

    [Fact]
    public async Task A_home_that_cannot_be_made_is_a_typed_refusal()
    {
        var file = Path.GetTempFileName();
        try
        {
            var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(Path.Combine(file, "home")), TestContext.Current.CancellationToken);
            Assert.Equal("HOME_UNUSABLE", started.Error?.Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string PidFile => Path.Combine(_home.Path, "postgres", "cluster", "data", "postmaster.pid");

    private int? Postmaster() => File.Exists(PidFile) ? int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture) : null;

    private async Task<EmbeddedPostgres> StartAsync()
    {
        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_home.Path), TestContext.Current.CancellationToken);
        Assert.True(started.Try(out var postgres, out var error), error?.Message.En);
        return postgres;
    }

    private static async Task<object?> AskAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
