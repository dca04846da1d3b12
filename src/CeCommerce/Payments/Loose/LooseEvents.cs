using System.ComponentModel;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;

namespace CeCommerce.Payments.Loose;

/// <summary>What the event log says about money that does not fit its payment.</summary>
internal static class LooseEvents
{
    private static readonly EventKind<PaymentId, LooseEventData> OwedBack = new(
        "payment.money_owed_back", EventAudience.Client, "Money that came by bank transfer is owed back: it was short when the term was over, too much, or late.");

    private static readonly EventKind<PaymentId, LooseEventData> Returned = new("payment.money_returned", EventAudience.Client, "Money that was owed back is back.");

    public static IReadOnlyList<EventKind> Kinds => [OwedBack, Returned];

    /// <param name="old">Null for what has just come.</param>
    public static void Tell(this CommerceDatabase database, Payment payment, LooseMoney money, LooseState? old, PaymentClock clock)
    {
        if (money.Reason is { } reason && old != money.State)
        {
            var data = new LooseEventData(reason, payment.Reference, money.Owed.Amount, money.Owed.Currency);
            var frame = new EventFrame(clock.Now, null) { ClientId = payment.ClientId, Changed = ["owedBack"] };
            EventRecord?[] told =
            [
                money.State == LooseState.Due && old is null or LooseState.Waiting ? OwedBack.Of(payment.Id, data, frame) : null,
                money.State == LooseState.Returned ? Returned.Of(payment.Id, data, frame) : null,
            ];
            foreach (var line in told.OfType<EventRecord>())
            {
                database.Tell(line);
            }
        }

        if (money.Remind(clock))
        {
            database.Tell(PaymentEvents.AccountNeeded(payment, money.Owed, clock.Now));
        }
    }
}

/// <summary>What a line about such money says of it.</summary>
internal sealed record LooseEventData(
    LooseReason Kind, [property: Description("what was paid for")] string Reference, [property: Description("minor units")] long Amount, [property: Description("ISO 4217")] string Currency);
