using CeCommerce.Platform;

namespace CeCommerce.Payments.Loose;

/// <summary>What a processor says of money that came by bank transfer, and sends back of it. Faults throw <see cref="PaymentGatewayUnavailable"/>, and then it is unknown what it did.</summary>
internal interface ICashGateway
{
    /// <summary>All that ever came for a payer, who pays for one payment alone, the oldest first.</summary>
    Task<PayerCash> OfAsync(string payer, CancellationToken cancellationToken);

    /// <summary>Sends money back that is not part of a charge, once for each key.</summary>
    Task<CashReturn> ReturnAsync(ReturnRequest request, CancellationToken cancellationToken);

    /// <summary>What became of that; null when the processor knows of none.</summary>
    Task<CashReturn?> FindReturnAsync(ReturnRequest request, CancellationToken cancellationToken);
}

/// <summary>What came for a payer.</summary>
/// <param name="Payer">As the processor calls them.</param>
internal sealed record PayerCash(string Payer, IReadOnlyList<CashReceipt> Receipts)
{
    /// <summary>Of the charge that they paid, what was refunded and did not reach them.</summary>
    public IReadOnlyList<ChargeRefund> Refunds { get; init; } = [];
}

/// <summary>Money that came.</summary>
/// <param name="Id">As the processor calls it.</param>
/// <param name="Amount">Minor units of the payment's currency.</param>
internal sealed record CashReceipt(string Id, long Amount, DateTimeOffset At);

/// <summary>What to send back.</summary>
/// <param name="Key">Ours for this try.</param>
/// <param name="Payer">Of whose money.</param>
/// <param name="Charge">What it came for.</param>
internal sealed record ReturnRequest(string Key, string Payer, ChargeRequest Charge, Money Amount)
{
    /// <summary>The processor's own name of it, once it is known.</summary>
    public string? ProcessorId { get; init; }

    /// <summary>When it was asked for: before that the processor cannot know it.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Where the processor asks the buyer for an account; kept nowhere here.</summary>
    public string? Email { get; init; }
}

/// <summary>What has become of it.</summary>
/// <param name="ProcessorId">As the processor calls it; null when it refused, and nothing moved.</param>
internal sealed record CashReturn(string? ProcessorId, RefundStatus Status)
{
    /// <summary>The processor's code, with <see cref="RefundStatus.Failed"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>By when the buyer has to answer, with <see cref="RefundStatus.NeedsBuyer"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Stands where no processor is set up.</summary>
internal sealed class NoCash : ICashGateway
{
    public Task<PayerCash> OfAsync(string payer, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<CashReturn> ReturnAsync(ReturnRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<CashReturn?> FindReturnAsync(ReturnRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    private static PaymentGatewayUnavailable NotSetUp() => new("No payment processor is set up.");
}
