namespace CeCommerce.Payments.Reconciling;

/// <summary>A processor's account of what moved its balance. Faults throw <see cref="PaymentGatewayUnavailable"/>; whatever was read before stays true.</summary>
internal interface ISettlements
{
    /// <summary>As <see cref="IPaymentGateway.Name"/>.</summary>
    string Gateway { get; }

    /// <summary>A part of the transactions of a time, in the processor's order.</summary>
    Task<SettlementPage> PageAsync(SettlementQuery query, CancellationToken cancellationToken);
}

/// <summary>Which transactions: made from then until before then.</summary>
/// <param name="After">Those that come after this one in the processor's order; null for the first of them.</param>
internal sealed record SettlementQuery(DateTimeOffset From, DateTimeOffset Until, string? After);

/// <param name="Next">What to ask after next; null when there are no more.</param>
internal sealed record SettlementPage(IReadOnlyList<ProcessorTransaction> Transactions, string? Next);

/// <summary>One of them, as the processor tells it.</summary>
/// <param name="Id">The processor's own name of it.</param>
/// <param name="Amount">Minor units without the fee; minus takes away.</param>
internal sealed record ProcessorTransaction(string Id, BalanceKind Kind, long Amount, string Currency, DateTimeOffset CreatedAt)
{
    public long Fee { get; init; }

    /// <summary>The processor's own word for the kind.</summary>
    public required string Word { get; init; }

    public string? SourceId { get; init; }

    /// <summary>Our id of what moved the money, such as <c>pay_…</c>, where the processor keeps one for us.</summary>
    public string? Ours { get; init; }

    /// <summary>Otherwise the processor's name of the charge that it is about.</summary>
    public string? ChargeId { get; init; }

    /// <summary>Otherwise what was paid for, as in <see cref="Payment.Reference"/>.</summary>
    public string? Reference { get; init; }

    public DateTimeOffset? AvailableOn { get; init; }
}
