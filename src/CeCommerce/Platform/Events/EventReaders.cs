using System.Collections.Concurrent;

namespace CeCommerce.Platform.Events;

/// <summary>Where the readers of this process stand that keep their place themselves.</summary>
public sealed class EventReaders
{
    private readonly ConcurrentDictionary<string, EventPosition> _places = new(StringComparer.Ordinal);

    /// <summary>That reader has read everything up to there.</summary>
    public void Reached(string reader, EventPosition position) => _places[reader] = position;

    internal IReadOnlyList<(string Name, EventPosition At)> All() => [.. _places.Select(place => (place.Key, place.Value))];
}
