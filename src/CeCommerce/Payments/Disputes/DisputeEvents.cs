using System.ComponentModel;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>What history and event log say about disputes.</summary>
internal static class DisputeEvents
{
    private static readonly EventKind<DisputeId, DisputeEventData> Warned = new("dispute.warned", EventAudience.Operator, "A buyer's bank asks; no money has moved.");
    private static readonly EventKind<DisputeId, DisputeEventData> Opened = new("dispute.opened", EventAudience.Operator, "A buyer's bank took money back; evidence is due.");
    private static readonly EventKind<DisputeId, DisputeEventData> Reviewed = new("dispute.under_review", EventAudience.Operator, "The bank looks at the evidence.");
    private static readonly EventKind<DisputeId, DisputeEventData> Won = new("dispute.won", EventAudience.Operator, "The money stays the operator's, or nothing came of an inquiry.");
    private static readonly EventKind<DisputeId, DisputeEventData> Lost = new("dispute.lost", EventAudience.Operator, "The money is the buyer's.");
    private static readonly EventKind<DisputeId, DisputeEventData> Appealed = new("dispute.appealed", EventAudience.Operator, "It was lost, and the bank looks at an appeal.");

    private static readonly EventKind<DisputeId, DisputeAnswerData> Answered = new("dispute.answered", EventAudience.Operator, "It is known what became of an answer to the bank.");

    public static IReadOnlyList<EventKind> Kinds => [Warned, Opened, Reviewed, Won, Lost, Appealed, Answered];

    /// <param name="old">Null for a new one.</param>
    public static void Record(this CommerceDatabase database, Dispute dispute, Payment payment, DisputeState? old, DateTimeOffset now)
    {
        if (old == dispute.State)
        {
            return;
        }

        var kind = KindOf(dispute.State);
        database.Note(HistoryEntry.Of(dispute.Id, kind.Name["dispute.".Length..], Caller.System, now, old, dispute.State));
        database.Tell(kind.Of(
            dispute.Id,
            new(dispute.State, payment.Reference, dispute.Amount.Amount, dispute.Amount.Currency),
            new(now, payment.Shares is [var only] ? only.OperatorId.Value : null) { Changed = ["state"] }));
    }

    /// <summary>What became of an answer.</summary>
    public static async Task RecordAsync(this CommerceDatabase database, DisputeAnswer answer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var payment = await database.Set<Dispute>().Where(x => x.Id == answer.DisputeId).Join(database.Set<Payment>(), x => x.PaymentId, x => x.Id, (_, payment) => payment).AsNoTracking().SingleAsync(cancellationToken);
        database.Note(HistoryEntry.Of(answer.DisputeId, "answered", Caller.System, now, DisputeAnswerState.Asked, answer.State, answer.Reason));
        database.Tell(Answered.Of(
            answer.DisputeId,
            new(answer.Kind, answer.State, payment.Reference),
            new(now, payment.Shares is [var only] ? only.OperatorId.Value : null) { Changed = ["answers"] }));
    }

    private static EventKind<DisputeId, DisputeEventData> KindOf(DisputeState state) => state switch
    {
        DisputeState.Warning => Warned,
        DisputeState.NeedsResponse => Opened,
        DisputeState.UnderReview => Reviewed,
        DisputeState.Won => Won,
        DisputeState.Lost => Lost,
        DisputeState.Appealed => Appealed,
    };
}

/// <summary>What a line about a dispute says of it.</summary>
internal sealed record DisputeEventData(
    DisputeState State, [property: Description("what was paid for")] string Reference, [property: Description("minor units")] long Amount, [property: Description("ISO 4217")] string Currency);

/// <summary>What a line about an answer says of it.</summary>
internal sealed record DisputeAnswerData(
    DisputeAnswerKind Kind, DisputeAnswerState State, [property: Description("what was paid for")] string Reference);
