namespace CeCommerce.Platform.Events;

/// <summary>
/// Takes turns at numbering the log while the server runs: at once when this process commits, and by a poll for what other processes
/// write and for lines that wait for an older transaction. With several servers each is ready to go on when another one ends.
/// </summary>
public sealed partial class EventSequencing(EventSequencer sequencer, ILogger<EventSequencing> logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>After a commit its line may wait a moment for transactions that began earlier.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    /// <summary>So long the next turn is awaited soon, and then by the poll.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Commits within this time share a turn.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastCommit;

    /// <inheritdoc cref="EventSequencer.Positioned"/>
    internal event EventHandler? Positioned
    {
        add => sequencer.Positioned += value;
        remove => sequencer.Positioned -= value;
    }

    /// <summary>This process committed something, perhaps lines.</summary>
    public void Committed()
    {
        Volatile.Write(ref _lastCommit, TimeProvider.System.GetTimestamp());
        Volatile.Read(ref _committed).TrySetResult();
    }

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _committed, committed);
            try
            {
                var turn = await sequencer.TurnAsync(stoppingToken);
                if (turn is not { More: true, Given: > 0 })
                {
                    await Task.Delay(Gather, stoppingToken);
                    await Task.WhenAny(committed.Task, Task.Delay(turn.More || IsFresh() ? Soon : Poll, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Interrupted(logger, error);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool IsFresh() => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _lastCommit)) < Fresh;

    [LoggerMessage(Level = LogLevel.Error, Message = "Numbering the event log was interrupted; trying again.")]
    private static partial void Interrupted(ILogger logger, Exception error);
}
