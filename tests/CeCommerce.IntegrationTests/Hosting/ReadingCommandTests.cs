using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Hosting;

/// <summary>Commands that check something leave it as it is, and say what they were asked for and nothing else.</summary>
public sealed class ReadingCommandTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_database_of_another_version_is_told_and_left_as_it_is()
    {
        Assert.Equal((0, "帳簿に誤りはありません。 / The books are right.\n", ""), await VerifyAsync(_home.Path));
        var last = (string)(await ScalarAsync("SELECT max(migration_id) FROM platform.migrations"))!;
        await ScalarAsync($"UPDATE platform.migrations SET migration_id = '99991231000000_Later' WHERE migration_id = '{last}'");
        var before = await ScalarAsync("SELECT string_agg(migration_id, ' ' ORDER BY migration_id) FROM platform.migrations");
        var older = await VerifyAsync(_home.Path);
        Assert.Equal((2, ""), (older.ExitCode, older.Output));
        Assert.Contains("of an older version than this program (1 change", older.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await ScalarAsync("SELECT string_agg(migration_id, ' ' ORDER BY migration_id) FROM platform.migrations"));

        await ScalarAsync($"INSERT INTO platform.migrations SELECT '{last}', product_version FROM platform.migrations LIMIT 1");
        var newer = await VerifyAsync(_home.Path);
        Assert.Equal((2, ""), (newer.ExitCode, newer.Output));
        Assert.Contains("of a newer version than this program", newer.Errors, StringComparison.Ordinal);
        await ScalarAsync("DELETE FROM platform.migrations WHERE migration_id LIKE '9999%'");
        Assert.Equal(0, (await VerifyAsync(_home.Path)).ExitCode);
    }

    /// <summary>Run by root, the embedded cluster lies elsewhere than in such a home.</summary>
    [Fact]
    public async Task Where_the_embedded_database_lies_is_said_by_a_server_only()
    {
        var closed = Path.Combine(_home.Path, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (code, output, errors) = await ServerProcess.RunAsync(closed, ["ledger", "verify"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("migrate", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("embedded PostgreSQL", errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> VerifyAsync(string home) =>
        ServerProcess.RunAsync(home, ["ledger", "verify"], ("CECOMMERCE_DATABASE", database.ConnectionString));

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
