using CeCommerce.Payments.Disputes;
using Stripe;
using Dispute = Stripe.Dispute;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Disputes at Stripe. What it took and gave back is read from its own balance transactions, so that the books agree with its balance one to one.</summary>
internal sealed class StripeDisputes(IStripeClient stripe) : IDisputeGateway
{
    /// <summary>A charge is disputed once, or once for each part of it.</summary>
    private const long Most = 100;

    private readonly Stripe.DisputeService _disputes = new(stripe);

    public string Name => StripeGateway.Called;

    public async Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken)
    {
        if (charge.ProcessorId is not { } intent)
        {
            return [];
        }

        var found = await StripeFaults.AskAsync(() => _disputes.ListAsync(new() { PaymentIntent = intent, Limit = Most }, null, cancellationToken), cancellationToken);
        var list = found.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not show disputes of {intent}: {found.Refusal}.");
        return [.. list.Data.Select(Read).OrderBy(word => word.OpenedAt)];
    }

    public static DisputeWord Read(Dispute dispute)
    {
        var booked = dispute.BalanceTransactions ?? [];
        return new(dispute.Id, StateOf(dispute.Status), new(dispute.Amount, dispute.Currency.ToUpperInvariant()))
        {
            Reason = ReasonOf(dispute.Reason),
            Taken = -booked.Where(each => each.Amount < 0).Sum(each => each.Amount),
            Returned = booked.Where(each => each.Amount > 0).Sum(each => each.Amount),
            Fee = booked.Where(each => each.Fee > 0).Sum(each => each.Fee),
            EvidenceDueAt = dispute.Status.EndsWith("needs_response", StringComparison.Ordinal) && dispute.EvidenceDetails?.DueBy is { } due ? StripeTime.At(due) : null,
            OpenedAt = StripeTime.At(dispute.Created),
        };
    }

    /// <summary>A state that is new at Stripe says nothing yet that we could act on.</summary>
    private static DisputeState StateOf(string status) => status switch
    {
        "warning_closed" or "prevented" or "won" => DisputeState.Won,
        "needs_response" => DisputeState.NeedsResponse,
        "under_review" => DisputeState.UnderReview,
        "lost" or "appeal_needs_response" => DisputeState.Lost,
        "appeal_under_review" => DisputeState.Appealed,
        _ => DisputeState.Warning,
    };

    private static DisputeReason ReasonOf(string? reason) => reason switch
    {
        "fraudulent" => DisputeReason.Fraudulent,
        "unrecognized" => DisputeReason.Unrecognised,
        "duplicate" => DisputeReason.Duplicate,
        "product_not_received" => DisputeReason.ProductNotReceived,
        "product_unacceptable" => DisputeReason.ProductUnacceptable,
        "credit_not_processed" => DisputeReason.CreditNotProcessed,
        "subscription_canceled" => DisputeReason.SubscriptionCancelled,
        _ => DisputeReason.Other,
    };
}
