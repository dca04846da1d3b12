using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Search.Index;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Search;

public sealed class ReindexTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task Beside_a_running_server_the_server_rebuilds_whatever_its_clock_says()
    {
        _shop.Scalar("DELETE FROM search.index_servers WHERE seen_at < now() - interval '20 seconds'");
        var (exit, output, errors) = await ReindexAsync();
        Assert.True(exit == 0, errors);
        Assert.Contains("1 of 1 server(s) rebuilt", output, StringComparison.Ordinal);
        Assert.Equal(true, _shop.Scalar("SELECT done FROM search.index_servers WHERE request IS NOT NULL"));
    }

    [Fact]
    public async Task A_refusal_of_a_server_is_reported()
    {
        var index = server.Services.GetRequiredService<ListingIndex>();
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = index.Engine.RebuildAsync(Held(), new(1), null, TestContext.Current.CancellationToken);
        await started.Task;
        var (exit, _, errors) = await ReindexAsync();
        goOn.SetResult();
        await running;
        Assert.Equal(1, exit);
        Assert.Contains("being rebuilt already", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await ReindexAsync()).ExitCode);

        async IAsyncEnumerable<CeCommerce.Search.ListingDocument> Held()
        {
            started.SetResult();
            await goOn.Task;
            yield break;
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> ReindexAsync()
    {
        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Path);
        return await ServerProcess.RunAsync(home.Path, ["reindex"], ("CECOMMERCE_DATABASE", server.ConnectionString));
    }
}

public sealed class ReindexAfterServersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task When_the_servers_that_were_asked_are_gone_the_index_of_the_home_is_rebuilt()
    {
        await using (var command = database.Source.CreateCommand(
            "INSERT INTO search.index_servers (id, seen_at, taken, total, done) VALUES (gen_random_uuid(), now() - interval '35 seconds', 0, 0, false)"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Path);
        var (exit, output, errors) = await ServerProcess.RunAsync(home.Path, ["reindex"], ("CECOMMERCE_DATABASE", database.ConnectionString));
        Assert.True(exit == 0, errors);
        Assert.Contains("listing(s) indexed", output, StringComparison.Ordinal);
    }
}
