using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.History;

/// <summary>How a change gets its line of history.</summary>
internal static class HistoryNotes
{
    /// <summary>Notes who changed what; saved with the change itself.</summary>
    public static void Note(this CommerceDatabase database, HistoryEntry entry) => database.Add(entry);
}
