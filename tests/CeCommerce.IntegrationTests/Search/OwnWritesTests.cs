using System.Diagnostics;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>A seller's own system finds what it has just written, at once.</summary>
public sealed class OwnWritesTests(TestServer server, ITestOutputHelper output) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_seller_finds_a_listing_in_the_next_request()
    {
        var took = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            var word = $"自分{i:000}";
            await _shop.PublishedAsync(_shop.Refurbisher, $"【リユース】アオバ電機 {word} 2022年製");
            var started = Stopwatch.GetTimestamp();
            Assert.Equal(1, await FoundAsync(word));
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        output.WriteLine($"own write found after ms: median {took.Order().ElementAt(15):0.0}, worst {took.Max():0.0}");
    }

    [Fact]
    public async Task Lines_of_another_cluster_make_nobody_wait()
    {
        _shop.Scalar(
            "INSERT INTO platform.events (kind, subject_id, operator_id, data, at, xid) VALUES ('listing.changed', gen_random_uuid(), $1, '{}', now(), '99999999')",
            _shop.OperatorOf("demo-refurbisher"));
        _shop.Scalar("UPDATE platform.event_sequencer SET xid = '99999998', origin = 'elsewhere'");
        await _shop.PublishedAsync(_shop.Refurbisher, "【リユース】アオバ電機 引越し 2022年製");
        await Shop.UntilAsync(async () => await FoundAsync("引越し") == 1);
        for (var i = 0; i < 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await FoundAsync("引越し");
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    private async Task<int> FoundAsync(string text) => (await _shop.AskAsync(
        "query($text: String) { searchListings(text: $text) { totalCount } }", new { text }, _shop.Refurbisher)).GetProperty("searchListings").GetProperty("totalCount").GetInt32();
}
