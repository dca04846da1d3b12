using System.Globalization;

namespace CeCommerce.Platform.Events;

/// <summary>
/// How far a reader of the event log has come: the writing transaction first, the line second. Ordered by transaction
/// because sequence numbers are handed out before commit, so a lower one may become visible after a higher one.
/// </summary>
public readonly record struct EventPosition(ulong Transaction, long Sequence) : IComparable<EventPosition>
{
    public static readonly EventPosition Start = new(0, 0);

    public int CompareTo(EventPosition other) =>
        (Transaction, Sequence).CompareTo((other.Transaction, other.Sequence));

    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction}.{Sequence}");

    public static bool TryParse(string? text, out EventPosition position)
    {
        position = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || !ulong.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var transaction)
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        position = new(transaction, sequence);
        return true;
    }
}

/// <summary>A line of the log as its readers see it.</summary>
public sealed record LoggedEvent(EventPosition Position, string Kind, Guid SubjectId, Guid? OperatorId, string Data, DateTimeOffset At);
