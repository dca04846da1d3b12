using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Hands each new line of the log to everyone in this process who waits for it: one reader of the database serves all
/// subscriptions, and a line written by another server process arrives the same way.
/// </summary>
internal sealed partial class EventBroadcast(EventLog log, EventFeed feed, EventListeners listeners, ILogger<EventBroadcast> logger) : BackgroundService
{
    /// <summary>A reader this far behind misses the oldest.</summary>
    private const int Backlog = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Channel<LoggedEvent>, Func<LoggedEvent, bool>> _readers = new();
    private EventPosition? _handed;

    /// <summary>Lines from now on that <paramref name="wanted"/> accepts, whatever they are about; for the few workers that need it.</summary>
    public async IAsyncEnumerable<LoggedEvent> ListenAsync(Func<LoggedEvent, bool> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<LoggedEvent>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _readers[channel] = wanted;
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return line;
            }
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops: subscriptions are closed by the transport.
            }
            catch (Exception error)
            {
                Interrupted(logger, error);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>After an interruption it goes on behind the last line that was handed out: nobody misses what came meanwhile.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        _handed ??= await log.SettledAsync(cancellationToken);
        await foreach (var lines in feed.FollowAsync("subscriptions", _handed.Value, cancellationToken))
        {
            foreach (var line in lines)
            {
                Hand(line);
            }

            _handed = lines[^1].Position;
        }
    }

    private void Hand(LoggedEvent line)
    {
        listeners.Tell(line);
        foreach (var (channel, wanted) in _readers)
        {
            if (wanted(line))
            {
                channel.Writer.TryWrite(line);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling subscribers was interrupted; it goes on where it was.")]
    private static partial void Interrupted(ILogger logger, Exception error);
}
