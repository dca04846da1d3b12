using System.Runtime.CompilerServices;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Wakes this process's readers of the event log. What this process commits is numbered by it at once (<see cref="EventSequencing"/>) and
/// heard of in memory; of batches that other processes numbered one listening connection hears, and a slow poll stands in when it is down.
/// </summary>
public sealed partial class EventFeed : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private readonly DirectDatabase _database;
    private readonly EventLog _log;
    private readonly EventSequencing _sequencing;
    private readonly EventReaders _readers;
    private readonly ILogger<EventFeed> _logger;
    private readonly Lock _sharing = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SharedLines? _latest;

    public EventFeed(DirectDatabase database, EventLog log, EventSequencing sequencing, EventReaders readers, ILogger<EventFeed> logger)
    {
        (_database, _log, _sequencing, _readers, _logger) = (database, log, sequencing, readers, logger);
        sequencing.Positioned += (_, _) => Wake();
    }

    /// <summary>Everything after <paramref name="after"/>, then whatever comes, in batches, until cancelled.</summary>
    /// <param name="reader">What the reader is called in the gauges; asking for more says that it has dealt with what it got.</param>
    /// <param name="beats">Whether an empty batch says that nothing came for a moment, for a reader with something else to look after.</param>
    public async IAsyncEnumerable<IReadOnlyList<LoggedEvent>> FollowAsync(
        string reader, EventPosition after, [EnumeratorCancellation] CancellationToken cancellationToken, bool beats = false)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _readers.Reached(reader, after);
            var news = Volatile.Read(ref _news).Task;
            var lines = await ReadAsync(after, news, cancellationToken);
            if (lines.Count > 0)
            {
                after = lines[^1].Position;
                yield return lines;
                _readers.Reached(reader, after);
            }

            if (lines.Count == Batch)
            {
                continue;
            }

            await Task.WhenAny(news, Task.Delay(Poll, cancellationToken));
            if (beats && !news.IsCompleted)
            {
                yield return [];
            }
        }
    }

    /// <summary>Readers that news wakes at one place share what one of them reads; that there was nothing holds for nobody who asks later.</summary>
    private Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventPosition after, Task news, CancellationToken cancellationToken)
    {
        lock (_sharing)
        {
            if (_latest is not { } latest || latest.After != after || latest.News != news || latest.Lines is { IsCompleted: true } and not { IsCompletedSuccessfully: true, Result.Count: > 0 })
            {
                _latest = latest = new(after, news, _log.ReadAsync(after, Batch, CancellationToken.None));
            }

            return latest.Lines.WaitAsync(cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_sequencing.RunAsync(stoppingToken), HearAsync(stoppingToken));

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                ConnectionLost(_logger, error.Message);
                await Task.Delay(Reconnect, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, _) => Wake();
        await using (var command = new NpgsqlCommand($"LISTEN {EventSequencer.Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        Wake();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Wake() =>
        Interlocked.Exchange(ref _news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <param name="News">Between which two wakings it was read: what was numbered before the first is in it.</param>
    private sealed record SharedLines(EventPosition After, Task News, Task<IReadOnlyList<LoggedEvent>> Lines);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event log's listening connection was lost ({Reason}); polling until it is back.")]
    private static partial void ConnectionLost(ILogger logger, string reason);
}
