using System.Threading.Channels;

namespace CeCommerce.Platform.Events;

/// <summary>
/// One who waits for news. Of lines about one thing that come faster than they are taken only the newest is kept: what is read then is what
/// the thing is by now, so nothing piles up behind a slow client. Who lets news of too many things wait hears the end of it instead of a gap.
/// </summary>
internal sealed class EventListener : IDisposable
{
    /// <summary>News of more things than that do not wait for one listener.</summary>
    internal const int MostWaiting = 1000;

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Guid, SharedEvent> _newest = [];
    private readonly EventListeners _all;
    private bool _over;

    public EventListener(EventListeners all, Interest interest) => (_all, Interest) = (all, interest);

    public Interest Interest { get; }

    /// <summary>It did not keep up: some of what happened was not kept for it.</summary>
    public bool Missed { get; private set; }

    /// <summary>Comes back when there is something to take; false when there never will be again.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        while (!HasNews() && await _signal.Reader.WaitToReadAsync(cancellation))
        {
            _signal.Reader.TryRead(out _);
        }

        return HasNews();
    }

    /// <summary>What waits longest, to be left after use; null when there is none.</summary>
    public SharedEvent? Take()
    {
        lock (_lock)
        {
            if (_newest.Count == 0)
            {
                return null;
            }

            var heard = _newest.GetAt(0).Value;
            _newest.RemoveAt(0);
            return heard;
        }
    }

    public void Tell(SharedEvent heard)
    {
        if (Keep(heard) is { } unwanted)
        {
            unwanted.Leave();
        }

        _signal.Writer.TryWrite(true);
    }

    public void Dispose()
    {
        _all.Remove(this);
        End();
        while (Take() is { } waiting)
        {
            waiting.Leave();
        }
    }

    /// <summary>The line that will not be taken, if there is one: an older one about the same thing, or this one.</summary>
    private SharedEvent? Keep(SharedEvent heard)
    {
        lock (_lock)
        {
            if (_over)
            {
                return heard;
            }

            if (_newest.TryGetValue(heard.Line.SubjectId, out var older))
            {
                _newest[heard.Line.SubjectId] = heard;
                return older;
            }

            if (_newest.Count < MostWaiting)
            {
                _newest.Add(heard.Line.SubjectId, heard);
                return null;
            }

            Missed = true;
        }

        End();
        return heard;
    }

    private void End()
    {
        lock (_lock)
        {
            _over = true;
        }

        _signal.Writer.TryComplete();
    }

    private bool HasNews()
    {
        lock (_lock)
        {
            return _newest.Count > 0;
        }
    }
}

/// <summary>What a listener wants to hear of.</summary>
/// <param name="Topic">Which things.</param>
/// <param name="IsWanted">Which kinds of lines about them.</param>
/// <param name="Viewers">Equal for listeners who may see the same of them: they share what is read.</param>
internal sealed record Interest(Topic Topic, Func<string, bool> IsWanted, object Viewers);
