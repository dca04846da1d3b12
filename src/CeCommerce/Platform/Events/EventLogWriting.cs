using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.Events;

/// <summary>How a change gets its line in the event log.</summary>
internal static class EventLogWriting
{
    /// <summary>Tells the readers of the event log; saved with the change itself.</summary>
    public static void Tell(this CommerceDatabase database, EventRecord record) => database.Add(record);
}
