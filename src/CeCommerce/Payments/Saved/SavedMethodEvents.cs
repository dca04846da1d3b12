using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;

namespace CeCommerce.Payments.Saved;

/// <summary>What history and event log say about saved means of payment: never which card it is.</summary>
internal static class SavedMethodEvents
{
    private static readonly EventKind<SavedMethodId, SavedMethodEventData> Usable = new("payment_method.saved", EventAudience.Client, "A consumer's means of payment was saved and can be paid with.");
    private static readonly EventKind<SavedMethodId, SavedMethodEventData> Failed = new("payment_method.failed", EventAudience.Client, "It was not saved.");
    private static readonly EventKind<SavedMethodId, SavedMethodEventData> Removed = new("payment_method.removed", EventAudience.Client, "It was removed and cannot be paid with any more.");

    public static IReadOnlyList<EventKind> Kinds => [Usable, Failed, Removed];

    public static void Record(this CommerceDatabase database, SavedMethod method, SavedMethodState before, Caller who, DateTimeOffset now)
    {
        if (method.State == before || KindOf(method.State) is not { } kind)
        {
            return;
        }

        database.Note(HistoryEntry.Of(method.Id, kind.Name["payment_method.".Length..], who, now, before, method.State));
        database.Tell(kind.Of(method.Id, new(method.State), new(now, null) { ClientId = method.Payer.ClientId, Changed = ["state"] }));
    }

    private static EventKind<SavedMethodId, SavedMethodEventData>? KindOf(SavedMethodState state) => state switch
    {
        SavedMethodState.Pending => null,
        SavedMethodState.Usable => Usable,
        SavedMethodState.Failed => Failed,
        SavedMethodState.Removed => Removed,
    };
}

/// <summary>What a line about a saved means of payment says of it.</summary>
internal sealed record SavedMethodEventData(SavedMethodState State);
