using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Search;
using CeCommerce.Search.Index;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>What a server makes of the index that it finds when it starts.</summary>
public sealed class IndexStartTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestDatabase _first = new(cluster);
    private readonly TestDatabase _second = new(cluster);
    private readonly TemporaryHome _home = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _first.InitializeAsync();
        await _second.InitializeAsync();
        Directory.CreateDirectory(_home.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task An_index_of_another_database_is_built_anew()
    {
        await using (var command = _second.Source.CreateCommand("UPDATE listings.listings SET state = 'Paused'"))
        {
            await command.ExecuteNonQueryAsync(Stop);
        }

        Assert.NotEqual(0, await FoundAsync(_first));
        Assert.Equal(0, await FoundAsync(_second));
        Assert.NotEqual(0, await FoundAsync(_first));
    }

    [Fact]
    public async Task An_index_that_is_ahead_of_its_database_is_built_anew()
    {
        var found = await FoundAsync(_first, async index => Assert.Null((await index.Engine.ApplyAsync(
            new([], [.. (await index.Engine.SearchAsync(new() { First = 100 }, Stop)).Value!.Hits.Select(hit => hit.Id)], new(long.MaxValue / 4)), Stop)).Error));
        Assert.Equal(found, await FoundAsync(_first));
    }

    [Theory]
    [InlineData("current")]
    [InlineData("generation-1/segments_1")]
    public async Task A_damaged_index_is_built_anew(string file)
    {
        var found = await FoundAsync(_first);
        var path = Directory.GetFiles(Path.Combine(_home.Path, "search", "1"), "*", SearchOption.AllDirectories).First(one => one.Contains(file[..^1], StringComparison.Ordinal));
        await File.WriteAllTextAsync(path, "damaged", Stop);
        Assert.Equal(found, await FoundAsync(_first));
    }

    [Fact]
    public async Task A_home_without_room_for_an_index_refuses_the_start()
    {
        await File.WriteAllTextAsync(Path.Combine(_home.Path, "search"), "a file", Stop);
        var refused = await Assert.ThrowsAsync<StartRefused>(() => FoundAsync(_first));
        Assert.Contains("search", Assert.IsType<SearchHomeUnusable>(refused.Error).Directory, StringComparison.Ordinal);
    }

    /// <summary>Starts a server's search on the home, and tells how many listings it finds.</summary>
    private async Task<int> FoundAsync(TestDatabase database, Func<ListingIndex, Task>? last = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Features.Composition.AddServices(services, TestSettings.With(database.ConnectionString, _home.Path, new TestClock()), () => database.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        await SearchFeature.PrepareAsync(provider, Stop);
        var index = provider.GetRequiredService<ListingIndex>();
        var found = (await index.Engine.SearchAsync(new(), Stop)).Value!.Total;
        await (last?.Invoke(index) ?? Task.CompletedTask);
        return found;
    }
}
