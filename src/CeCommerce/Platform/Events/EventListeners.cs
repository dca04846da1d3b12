namespace CeCommerce.Platform.Events;

/// <summary>Who in this process waits for news of which thing: a line looks up its own listeners and passes all others.</summary>
internal sealed class EventListeners(IServiceScopeFactory scopes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Topic, HashSet<EventListener>> _byTopic = [];

    public EventListener Add(Interest interest)
    {
        var listener = new EventListener(this, interest);
        lock (_lock)
        {
            if (!_byTopic.TryGetValue(interest.Topic, out var waiting))
            {
                _byTopic[interest.Topic] = waiting = [];
            }

            waiting.Add(listener);
        }

        return listener;
    }

    public void Remove(EventListener listener)
    {
        lock (_lock)
        {
            if (_byTopic.TryGetValue(listener.Interest.Topic, out var waiting) && waiting.Remove(listener) && waiting.Count == 0)
            {
                _byTopic.Remove(listener.Interest.Topic);
            }
        }
    }

    public void Tell(LoggedEvent line)
    {
        foreach (var alike in Waiting(line).GroupBy(listener => listener.Interest.Viewers))
        {
            EventListener[] told = [.. alike];
            var heard = new SharedEvent(line, scopes, told.Length);
            Array.ForEach(told, listener => listener.Tell(heard));
        }
    }

    private List<EventListener> Waiting(LoggedEvent line)
    {
        List<EventListener> found = [];
        lock (_lock)
        {
            foreach (var topic in Topic.Of(line))
            {
                if (_byTopic.TryGetValue(topic, out var waiting))
                {
                    found.AddRange(waiting.Where(listener => listener.Interest.IsWanted(line.Kind)));
                }
            }
        }

        return found;
    }
}
