using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>Whatever happened since, a report as of an instant is the same byte for byte.</summary>
public sealed class RedrawnReportTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly ReportWorld _world = new(server);
    private readonly List<JsonElement> _listings = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Random_changes_leave_the_report_as_it_was(int seed)
    {
        var random = new Random(seed);
        await ChangeAsync(random, 12);
        var asOf = _world.Now();
        var first = await _world.DrawnAsync(asOf);
        _world.Now();
        await ChangeAsync(random, 12);

        Assert.Equal(System.Text.Encoding.UTF8.GetString(first.Json.Span), System.Text.Encoding.UTF8.GetString((await _world.DrawnAsync(asOf)).Json.Span));
        Assert.NotEqual(first.ContentHash, (await _world.DrawnAsync(_world.Now())).ContentHash);
    }

    private async Task ChangeAsync(Random random, int changes)
    {
        for (var change = 0; change < changes; change++)
        {
            await (_listings.Count < 3 ? AddAsync(random) : random.Next(10) switch
            {
                0 or 1 => AddAsync(random),
                2 => _world.PublishAsync(Any(random)),
                3 => _world.PauseAsync(Any(random)),
                4 => _world.WithdrawAsync(Any(random)),
                5 => _world.PriceAsync(Any(random), random.Next(1_000, 90_000)),
                6 => _world.RepairAsync(Any(random)),
                7 => _world.AssessAsync("apparel", random.Next(4)),
                8 => _world.Shop.RecordPermitAsync($"2031-01-{random.Next(1, 29):00}"),
                _ => _world.SuspendAsync(Any(random)),
            });
        }
    }

    /// <summary>What is not allowed just then is refused, and nothing changes.</summary>
    private JsonElement Any(Random random) => _listings[random.Next(_listings.Count)];

    private async Task AddAsync(Random random) => _listings.Add(random.Next(4) switch
    {
        0 => await _world.UnmarkedAsync(),
        1 => await _world.LentAsync(),
        2 => await _world.SneakersAsync(random.Next(500, 5_000)),
        _ => await _world.Shop.PublishedAsync(_world.Shop.Refurbisher),
    });
}
