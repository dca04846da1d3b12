using CeCommerce.Platform.Events;

namespace CeCommerce.Standards.Recalls;

/// <summary>What the event log says about recalls; they are public.</summary>
internal static class RecallEvents
{
    private static readonly EventKind<RecallId, RecallEventData> Added = new("recall.added", EventAudience.Public, "A recall list has it; listings that it concerns are looked at again.");

    private static readonly EventKind<RecallId, RecallEventData> Changed = new("recall.changed", EventAudience.Public, "Its list says something else of it.");

    private static readonly EventKind<RecallId, RecallEventData> Ended = new("recall.ended", EventAudience.Public, "It was given an end.");

    public static IReadOnlyList<EventKind> Kinds => [Added, Changed, Ended];

    /// <summary>An end may be put off, so listings may meet the standards less after any of them.</summary>
    public static bool Has(string kind) => kind == Added.Name || kind == Changed.Name || kind == Ended.Name;

    /// <param name="what">The word in the history.</param>
    public static EventRecord Of(string what, Recall recall, DateTimeOffset now) => (what switch
    {
        "added" => Added,
        "changed" => Changed,
        "ended" => Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No event is known for that."),
    }).Of(recall.Id, new(recall.Source, recall.Number), new(now, null));
}

/// <summary>What a line about a recall says of it.</summary>
internal sealed record RecallEventData(string Source, string Number);
