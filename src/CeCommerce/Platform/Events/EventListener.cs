using System.Threading.Channels;

namespace CeCommerce.Platform.Events;

/// <summary>
/// One who waits for news of one thing. Of lines that come faster than they are taken only the newest is kept: what is read then is what
/// the thing is by now, so nothing piles up behind a slow client.
/// </summary>
internal sealed class EventListener : IDisposable
{
    private readonly Channel<SharedEvent> _newest = Channel.CreateBounded<SharedEvent>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        static older => older.Leave());

    private readonly EventListeners _all;

    public EventListener(EventListeners all, Interest interest) => (_all, Interest) = (all, interest);

    public Interest Interest { get; }

    /// <summary>Comes back when there is something to take; false when there never will be again.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _newest.Reader.WaitToReadAsync(cancellation);

    /// <summary>The newest line, to be left after use; null when there is none.</summary>
    public SharedEvent? Take() => _newest.Reader.TryRead(out var heard) ? heard : null;

    public void Tell(SharedEvent heard)
    {
        if (!_newest.Writer.TryWrite(heard))
        {
            heard.Leave();
        }
    }

    public void Dispose()
    {
        _all.Remove(this);
        _newest.Writer.TryComplete();
        Take()?.Leave();
    }
}

/// <summary>What a listener wants to hear of.</summary>
/// <param name="SubjectId">The thing.</param>
/// <param name="IsWanted">Which kinds of lines about it.</param>
/// <param name="Viewers">Equal for listeners who may see the same of it: they share what is read.</param>
internal sealed record Interest(Guid SubjectId, Func<string, bool> IsWanted, object Viewers);
