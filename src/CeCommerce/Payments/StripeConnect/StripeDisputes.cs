using CeCommerce.Payments.Disputes;
using Stripe;
using Dispute = Stripe.Dispute;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Disputes at Stripe. What it took and gave back is read from its own balance transactions, so that the books agree with its balance one to one.</summary>
internal sealed class StripeDisputes(IStripeClient stripe) : IDisputeGateway
{
    /// <summary>A charge is disputed once, or once for each part of it.</summary>
    private const long Most = 100;

    private const string KeyOfAnswer = "answer";

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

    public async Task<DisputeWord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await StripeFaults.AskAsync(() => _disputes.GetAsync(id, null, null, cancellationToken), cancellationToken);
        return found.Known is { } dispute ? Read(dispute) : null;
    }

    public async Task<DisputePage> SinceAsync(DateTimeOffset? since, string? after, CancellationToken cancellationToken)
    {
        var options = new DisputeListOptions
        {
            Created = since is { } from ? new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime } : null,
            Limit = Most,
            StartingAfter = after,
        };
        var asked = await StripeFaults.AskAsync(() => _disputes.ListAsync(options, null, cancellationToken), cancellationToken);
        var page = asked.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not list its disputes: {asked.Refusal}.");
        return new([.. page.Data.Select(Read)], page is { HasMore: true, Data: [.., var last] } ? last.Id : null);
    }

    public async Task<UploadedPack> UploadAsync(string key, byte[] pdf, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(pdf, writable: false);
        var options = new FileCreateOptions { File = new() { Data = content, Name = $"{key}.pdf", Type = "application/pdf" }, Purpose = "dispute_evidence" };
        var asked = await StripeFaults.AskAsync(() => new FileService(stripe).CreateAsync(options, Key(key, "file"), cancellationToken), cancellationToken);
        return asked.Known is { } file ? new(file.Id) : new(null, asked.Refusal);
    }

    public Task<AnsweredDispute> SubmitAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        var options = new DisputeUpdateOptions { Evidence = EvidenceOf(request), Submit = true, Metadata = new() { [KeyOfAnswer] = request.Key } };
        return AnswerAsync(() => _disputes.UpdateAsync(request.Dispute, options, Key(request.Key, "submit"), cancellationToken), cancellationToken);
    }

    public Task<AnsweredDispute> ConcedeAsync(string key, string dispute, CancellationToken cancellationToken) =>
        AnswerAsync(() => _disputes.CloseAsync(dispute, null, Key(key, "close"), cancellationToken), cancellationToken);

    private static async Task<AnsweredDispute> AnswerAsync(Func<Task<Dispute>> ask, CancellationToken cancellationToken)
    {
        var asked = await StripeFaults.AskAsync(ask, cancellationToken);
        return asked.Known is { } dispute ? new(Read(dispute)) : new(null, asked.Refusal);
    }

    /// <summary>An appeal is read by people, who get the reason and the pack; evidence also by machines. Neither says who the buyer is or lives where.</summary>
    private static DisputeEvidenceOptions EvidenceOf(EvidenceRequest request) => request.Appeal is { } reason
        ? new() { Appeal = new DisputeEvidenceAppealOptions { Card = new() { ReasonForFiling = reason, SupportingFiles = [request.FileId] } } }
        : new()
        {
            UncategorizedFile = request.FileId,
            ProductDescription = request.Evidence.Product,
            ShippingCarrier = request.Evidence.Carrier,
            ShippingTrackingNumber = request.Evidence.TrackingNumber,
            ShippingDate = Day(request.Evidence.ShippedOn),
            ServiceDate = Day(request.Evidence.ReceivedOn),
        };

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static RequestOptions Key(string key, string verb) => new() { IdempotencyKey = $"{key}:{verb}" };

    public static DisputeWord Read(Dispute dispute)
    {
        var all = dispute.BalanceTransactions ?? [];
        var booked = all.Where(each => each.Amount != 0).ToList();
        return new(dispute.Id, StateOf(dispute.Status), new(dispute.Amount, dispute.Currency.ToUpperInvariant()))
        {
            Reason = ReasonOf(dispute.Reason),
            Taken = -booked.Where(each => each.Amount < 0).Sum(each => each.Amount),
            Returned = booked.Where(each => each.Amount > 0).Sum(each => each.Amount),
            Fee = booked.Where(each => each.Fee > 0).Sum(each => each.Fee),
            FeeReturned = -booked.Where(each => each.Fee < 0).Sum(each => each.Fee),
            FurtherFees = [.. all.Where(each => each.Amount == 0 && each.Fee != 0 && each.ReportingCategory is "dispute" or "dispute_reversal").OrderBy(each => each.Created).Select(each => new DisputeFeeWord(each.Id, each.Fee))],
            EvidenceDueAt = dispute.Status.EndsWith("needs_response", StringComparison.Ordinal) && dispute.EvidenceDetails?.DueBy is { } due ? StripeTime.At(due) : null,
            OpenedAt = StripeTime.At(dispute.Created),
            Submissions = dispute.EvidenceDetails?.SubmissionCount ?? 0,
            Answer = dispute.Metadata?.GetValueOrDefault(KeyOfAnswer),
            ChargeId = dispute.PaymentIntentId,
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
