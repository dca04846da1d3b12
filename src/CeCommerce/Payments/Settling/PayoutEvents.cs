using System.ComponentModel;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;

namespace CeCommerce.Payments.Settling;

/// <summary>What history and event log say about payouts.</summary>
internal static class PayoutEvents
{
    private static readonly EventKind<PayoutId, PayoutEventData> Wanted = new("payout.wanted", EventAudience.Operator, "It was decided; the processor is asked for it.");
    private static readonly EventKind<PayoutId, PayoutEventData> Refused = new("payout.refused", EventAudience.Operator, "The processor would not; the next payout takes it up.");
    private static readonly EventKind<PayoutId, PayoutEventData> Sent = new("payout.sent", EventAudience.Operator, "It is on its way to the operator's bank.");
    private static readonly EventKind<PayoutId, PayoutEventData> Arrived = new("payout.arrived", EventAudience.Operator, "It is at its bank.");
    private static readonly EventKind<PayoutId, PayoutEventData> Failed = new("payout.failed", EventAudience.Operator, "The bank did not take it, for that reason: it lies at the operator's account at the processor, and is sent there again when its bank account has changed, or with its next payout.");
    private static readonly EventKind<PayoutId, PayoutEventData> Reversed = new("payout.reversed", EventAudience.Operator, "Some or all of it is back with the platform.");

    private static readonly EventKind<PayoutId, PayoutEventData> Returned = new("payout.returned", EventAudience.Operator, "Its bank sent it back after it had arrived; it is paid anew.");

    public static IReadOnlyList<EventKind> Kinds => [Wanted, Refused, Sent, Arrived, Failed, Reversed, Returned];

    /// <summary>Where it stands now.</summary>
    /// <param name="old">Null for a new one.</param>
    public static void Record(this CommerceDatabase database, Payout payout, Caller by, PayoutState? old, DateTimeOffset now)
    {
        if (old != payout.State)
        {
            database.Record(payout, KindOf(payout.State), by, old, now);
        }
    }

    /// <summary>Part of it came back.</summary>
    public static void RecordReversal(this CommerceDatabase database, Payout payout, PayoutState old, DateTimeOffset now) => database.Record(payout, Reversed, Caller.System, old, now);

    private static void Record(this CommerceDatabase database, Payout payout, EventKind<PayoutId, PayoutEventData> kind, Caller by, PayoutState? old, DateTimeOffset now)
    {
        database.Note(HistoryEntry.Of(payout.Id, kind.Name["payout.".Length..], by, now, old, payout.State, payout.Reason));
        database.Tell(kind.Of(payout.Id, new(payout.State, payout.Amount.Amount, payout.Amount.Currency, payout.Reversed, payout.Reason), new(now, payout.OperatorId.Value) { Changed = ["state"] }));
    }

    private static EventKind<PayoutId, PayoutEventData> KindOf(PayoutState state) => state switch
    {
        PayoutState.Wanted => Wanted,
        PayoutState.Refused => Refused,
        PayoutState.Sent => Sent,
        PayoutState.Arrived => Arrived,
        PayoutState.Failed => Failed,
        PayoutState.Reversed => Reversed,
        PayoutState.Returned => Returned,
    };
}

/// <summary>What a line about a payout says of it.</summary>
internal sealed record PayoutEventData(
    PayoutState State, [property: Description("minor units")] long Amount, [property: Description("ISO 4217")] string Currency, [property: Description("minor units that came back")] long Reversed,
    [property: Description("the processor's code for what went wrong")] string? FailureCode);
