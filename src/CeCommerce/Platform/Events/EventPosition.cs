using System.Globalization;

namespace CeCommerce.Platform.Events;

/// <summary>
/// How far a reader of the event log has come: the number that <see cref="EventSequencer"/> gave the last line it read. Dense, counted from 1,
/// and never given behind a reader; it belongs to the data and goes along when a database is dumped and restored.
/// </summary>
public readonly record struct EventPosition(long Value) : IComparable<EventPosition>
{
    public static readonly EventPosition Start = new(0);

    public int CompareTo(EventPosition other) => Value.CompareTo(other.Value);

    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out EventPosition position)
    {
        var read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        position = new(value);
        return read;
    }
}
