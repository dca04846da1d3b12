using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Hands each new line of the log to everyone in this process who waits for it: one reader of the database serves all
/// subscriptions, and a line written by another server process arrives the same way.
/// </summary>
public sealed class EventBroadcast(EventLog log, EventFeed feed) : BackgroundService
{
    /// <summary>A subscriber this far behind is slower than the shop; it is told and dropped rather than kept in memory.</summary>
    private const int Backlog = 1024;

    private readonly ConcurrentDictionary<Channel<LoggedEvent>, Func<LoggedEvent, bool>> _listeners = new();

    /// <summary>Lines from now on that <paramref name="wanted"/> accepts. Ends with <see cref="ChannelClosedException"/> when the reader falls too far behind.</summary>
    public async IAsyncEnumerable<LoggedEvent> ListenAsync(Func<LoggedEvent, bool> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<LoggedEvent>(new BoundedChannelOptions(Backlog) { SingleReader = true });
        _listeners[channel] = wanted;
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return line;
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var start = await log.SettledAsync(stoppingToken);
            await foreach (var lines in feed.FollowAsync(start, stoppingToken))
            {
                foreach (var line in lines)
                {
                    Hand(line);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: subscriptions are closed by the transport.
        }
    }

    private void Hand(LoggedEvent line)
    {
        foreach (var (channel, wanted) in _listeners)
        {
            if (wanted(line) && !channel.Writer.TryWrite(line))
            {
                channel.Writer.TryComplete(new ChannelClosedException("This subscription fell too far behind; subscribe again."));
            }
        }
    }
}
