using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace CeCommerce.IntegrationTests.Events;

/// <summary>Readers that follow the log side by side in one process.</summary>
public sealed class EventFeedTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly LogOf _log = new(database.ConnectionString);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Readers_at_one_place_get_each_line_once_whether_or_not_the_news_reaches_them(bool hears)
    {
        using var sequencer = _log.Sequencer();
        await _log.ReadAsync(sequencer, EventPosition.Start, await _log.WriteAsync());
        var start = await _log.EndAsync();
        using var elsewhere = _log.Sequencer();
        await using var direct = new DirectDatabase(_log.Source, database.ConnectionString);

        // Never started: it hears only of what this process numbers, and polls for the rest.
        using var feed = new EventFeed(direct, new(_log.Source), new(sequencer, NullLogger<EventSequencing>.Instance), new(), NullLogger<EventFeed>.Instance);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<List<long>>[] readers = [.. Enumerable.Range(0, 3).Select(reader => ReadAsync(feed.FollowAsync($"reader {reader}", start, done.Token), 40))];
        var written = new List<long>();
        for (var line = 0; line < 40; line++)
        {
            written.Add(await _log.WriteAsync());
            await (hears ? sequencer : elsewhere).CatchUpAsync(Stop);
        }

        await _log.ReadAsync(elsewhere, start, [.. written]);
        Assert.All(await Task.WhenAll(readers), read => Assert.Equal(written, read));
        await done.CancelAsync();
    }

    private static async Task<List<long>> ReadAsync(IAsyncEnumerable<IReadOnlyList<LoggedEvent>> feed, int count)
    {
        var read = new List<long>();
        await foreach (var lines in feed)
        {
            read.AddRange(lines.Select(line => line.Sequence));
            if (read.Count >= count)
            {
                break;
            }
        }

        return read;
    }
}
