namespace CeCommerce.Platform.Events;

/// <summary>Who in this process waits for news of which thing: a line looks up its own listeners and passes all others.</summary>
internal sealed class EventListeners(IServiceScopeFactory scopes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, HashSet<EventListener>> _bySubject = [];

    public EventListener Add(Interest interest)
    {
        var listener = new EventListener(this, interest);
        lock (_lock)
        {
            if (!_bySubject.TryGetValue(interest.SubjectId, out var waiting))
            {
                _bySubject[interest.SubjectId] = waiting = [];
            }

            waiting.Add(listener);
        }

        return listener;
    }

    public void Remove(EventListener listener)
    {
        lock (_lock)
        {
            if (_bySubject.TryGetValue(listener.Interest.SubjectId, out var waiting) && waiting.Remove(listener) && waiting.Count == 0)
            {
                _bySubject.Remove(listener.Interest.SubjectId);
            }
        }
    }

    public void Tell(LoggedEvent line)
    {
        foreach (var alike in Waiting(line).GroupBy(listener => listener.Interest.Viewers))
        {
            EventListener[] told = [.. alike];
            var heard = new SharedEvent(scopes, told.Length);
            Array.ForEach(told, listener => listener.Tell(heard));
        }
    }

    private EventListener[] Waiting(LoggedEvent line)
    {
        lock (_lock)
        {
            return _bySubject.TryGetValue(line.SubjectId, out var waiting) ? [.. waiting.Where(listener => listener.Interest.IsWanted(line.Kind))] : [];
        }
    }
}
