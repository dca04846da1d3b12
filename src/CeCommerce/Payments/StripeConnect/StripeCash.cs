using CeCommerce.Payments.Loose;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>Money that came by bank transfer: Stripe keeps it in the cash balance of a customer, which is made for each payment, and sends it back from there.</summary>
internal sealed class StripeCash(IStripeClient stripe) : ICashGateway
{
    /// <summary>Of one payer, who pays one thing.</summary>
    private const long Most = 100;

    private readonly CustomerCashBalanceTransactionService _moves = new(stripe);
    private readonly RefundService _refunds = new(stripe);

    public async Task<PayerCash> OfAsync(string payer, CancellationToken cancellationToken)
    {
        var found = await StripeFaults.AskAsync(() => _moves.ListAsync(payer, new() { Limit = Most }, null, cancellationToken), cancellationToken);
        var list = found.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not show what came from {payer}: {found.Refusal}.");

        // The newest come first, and of the same second only that tells which was earlier.
        var came = list.Data.Where(move => move.Type == "funded").Reverse().OrderBy(move => move.Created);
        return new(payer, [.. came.Select(move => new CashReceipt(move.Id, move.NetAmount, StripeTime.At(move.Created)))]);
    }

    public async Task<CashReturn> ReturnAsync(ReturnRequest request, CancellationToken cancellationToken)
    {
        var options = new RefundCreateOptions
        {
            Customer = request.Payer,
            Amount = request.Amount.Amount,
            Currency = "jpy",
            Origin = "customer_balance",
            InstructionsEmail = request.Email,
            Metadata = new() { [StripeGateway.KeyOfReference] = request.Charge.Reference, [StripeGateway.KeyOfPayment] = request.Charge.Payment, [StripeGateway.KeyOfRefund] = request.Key },
        };
        var asked = await StripeFaults.AskAsync(
            () => _refunds.CreateAsync(options, new() { IdempotencyKey = $"{request.Key}:refund" }, cancellationToken), cancellationToken);
        return asked switch
        {
            { Value: { } made } => Read(await GetAsync(made.Id, cancellationToken)),
            { Refusal: { } reason } => new(null, RefundStatus.Failed) { Reason = reason },
            _ => await FindReturnAsync(request, cancellationToken) ?? throw asked.Unknown!,
        };
    }

    public async Task<CashReturn?> FindReturnAsync(ReturnRequest request, CancellationToken cancellationToken)
    {
        if (request.ProcessorId is { } known)
        {
            return Read(await GetAsync(known, cancellationToken));
        }

        var options = new RefundListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = (request.Since - AskedLongAgo.After).UtcDateTime, LessThan = (request.Since + AskedLongAgo.After).UtcDateTime },
            Limit = Most,
        };
        do
        {
            var answer = await StripeFaults.AskAsync(() => _refunds.ListAsync(options, null, cancellationToken), cancellationToken);
            var page = answer.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not list refunds: {answer.Refusal}.");
            if (page.Data.Find(refund => refund.Metadata?.GetValueOrDefault(StripeGateway.KeyOfRefund) == request.Key) is { } found)
            {
                return Read(found);
            }

            options.StartingAfter = page is { HasMore: true, Data: [.., var last] } ? last.Id : null;
        }
        while (options.StartingAfter is not null);
        return null;
    }

    private async Task<Refund> GetAsync(string id, CancellationToken cancellationToken)
    {
        var found = await StripeFaults.AskAsync(() => _refunds.GetAsync(id, null, null, cancellationToken), cancellationToken);
        return found.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not show {id}: {found.Refusal}.");
    }

    private static CashReturn Read(Refund refund)
    {
        var read = StripeWords.Read(refund);
        return new(refund.Id, read.Status) { Reason = read.Reason, DueAt = read.DueAt };
    }
}
