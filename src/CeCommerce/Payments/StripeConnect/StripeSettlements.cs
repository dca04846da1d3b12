using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Reconciling;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>What moved the balance of the platform's account at Stripe; the newest come first.</summary>
internal sealed class StripeSettlements(IStripeClient stripe) : ISettlements
{
    private const int Page = 100;

    /// <summary>Our ids in the metadata of what moved the balance, the more special first; beside them may stand whose it is and what is paid for.</summary>
    private static readonly string[] Keys = [StripeGateway.KeyOfRefund, "reversal", "payout", "dispute", "deposit", StripeGateway.KeyOfPayment];

    private static readonly List<string> WithSource = ["data.source"];

    private readonly BalanceTransactionService _transactions = new(stripe);

    public string Gateway => StripeGateway.Called;

    public async Task<SettlementPage> PageAsync(SettlementQuery query, CancellationToken cancellationToken)
    {
        var options = new BalanceTransactionListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = query.From.UtcDateTime, LessThan = query.Until.UtcDateTime },
            Limit = Page,
            StartingAfter = query.After,
            Expand = WithSource,
        };
        var answer = await StripeFaults.AskAsync(() => _transactions.ListAsync(options, null, cancellationToken), cancellationToken);
        var page = answer.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not list its balance: {answer.Refusal}.");
        return new([.. page.Data.Select(Read)], page is { HasMore: true, Data: [.., var last] } ? last.Id : null);
    }

    private static ProcessorTransaction Read(Stripe.BalanceTransaction told)
    {
        var metadata = (told.Source as IHasMetadata)?.Metadata;
        var cash = told.Source as CustomerCashBalanceTransaction;
        return new(told.Id, KindOf(told.ReportingCategory), told.Amount, told.Currency.ToUpperInvariant(), StripeTime.At(told.Created))
        {
            Fee = told.Fee,
            Word = told.ReportingCategory ?? told.Type,
            SourceId = told.SourceId ?? told.Source?.Id,
            Ours = OursIn(metadata) ?? (cash is { Type: "funded" } ? LooseMoneyId.Of(StripeGateway.Called, cash.Id).ToString() : null),
            ChargeId = told.Source switch
            {
                Stripe.Charge charge => charge.PaymentIntentId,
                Refund refund => refund.PaymentIntentId,
                CustomerCashBalanceTransaction => cash!.AppliedToPayment?.PaymentIntentId,
                _ => null,
            },
            AvailableOn = told.AvailableOn > DateTime.UnixEpoch ? StripeTime.At(told.AvailableOn) : null,
        };
    }

    private static string? OursIn(Dictionary<string, string>? metadata) =>
        metadata is null ? null : Array.ConvertAll(Keys, key => metadata.GetValueOrDefault(key)).FirstOrDefault(id => id is not null);

    /// <summary>Stripe's reporting categories; those that are not here are looked at by a person.</summary>
    private static BalanceKind KindOf(string? category) => category switch
    {
        "charge" => BalanceKind.Charge,
        "refund" => BalanceKind.Refund,
        "refund_failure" => BalanceKind.RefundFailure,
        "fee" or "network_cost" or "tax" => BalanceKind.ProcessorFee,
        "transfer" => BalanceKind.Transfer,
        "transfer_reversal" => BalanceKind.TransferReversal,
        "dispute" => BalanceKind.Dispute,
        "dispute_reversal" => BalanceKind.DisputeReversal,
        "payout" => BalanceKind.Payout,
        "payout_reversal" => BalanceKind.PayoutFailure,
        "topup" or "topup_reversal" => BalanceKind.TopUp,
        "unreconciled_customer_funds" => BalanceKind.BuyerCash,
        _ => BalanceKind.Other,
    };
}
