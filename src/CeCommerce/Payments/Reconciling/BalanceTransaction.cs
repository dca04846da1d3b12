using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling;

public readonly record struct BalanceTransactionId(Guid Value) : ITypedId<BalanceTransactionId>
{
    public static string Prefix => "btx";

    public static BalanceTransactionId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Why a processor's balance moved, in our words.</summary>
internal enum BalanceKind
{
    Charge,
    Refund,

    /// <summary>A refund that did not reach the buyer came back.</summary>
    RefundFailure,

    /// <summary>A cost by itself, of nothing else.</summary>
    ProcessorFee,
    Transfer,
    TransferReversal,
    Dispute,
    DisputeReversal,

    /// <summary>The platform's own money went to its bank; the books know no bank.</summary>
    Payout,
    PayoutFailure,

    /// <summary>The platform's own money came from its bank.</summary>
    TopUp,

    /// <summary>Money of buyers that belongs to no charge yet, as it was kept before the books knew it.</summary>
    UnappliedCash,

    /// <summary>Money of buyers that belongs to no charge: it came, became a charge, or went back.</summary>
    BuyerCash,

    /// <summary>Nothing that we know.</summary>
    Other,
}

/// <summary>One line of a processor's account of its balance. Never changed.</summary>
internal sealed class BalanceTransaction
{
    public BalanceTransactionId Id { get; init; }

    public string Gateway { get; init; } = "";

    /// <summary>The processor's own name of it.</summary>
    public string ProcessorId { get; init; } = "";

    /// <summary>What moved the balance, as the processor calls it.</summary>
    public string? SourceId { get; init; }

    public BalanceKind Kind { get; init; }

    /// <summary>The processor's own word for the kind.</summary>
    public string Word { get; init; } = "";

    /// <summary>Minor units without the fee; minus takes away.</summary>
    public long Amount { get; init; }

    /// <summary>What the processor took.</summary>
    public long Fee { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>Prefix of what moves the same money in the books; null where that is not known.</summary>
    public string? CauseKind { get; init; }

    public Guid? CauseId { get; init; }

    public DateTimeOffset? AvailableOn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset FetchedAt { get; init; }
}

/// <summary>What processors' costs move in the books.</summary>
internal static class ProcessorCosts
{
    /// <summary>Which entries the books are to have of them.</summary>
    public static readonly BookedSource Source = new()
    {
        CauseKind = BalanceTransactionId.Prefix,
        Sql =
            """
            SELECT t.id AS cause, 'ProcessorFee' AS kind, side.account, NULL::uuid AS owner, t.currency, side.amount
            FROM payments.balance_transactions t CROSS JOIN LATERAL (VALUES ('BuyerClearing', t.cost), ('ProcessorFee', -t.cost)) AS side (account, amount)
            WHERE t.cost <> 0
            UNION ALL
            SELECT t.id, 'ProcessorFeeShare', 'OperatorPayable', s.operator_id, t.currency, -s.amount
            FROM payments.processor_fee_shares s JOIN payments.balance_transactions t ON t.id = s.balance_transaction_id
            UNION ALL
            SELECT t.id, 'ProcessorFeeShare', 'ProcessorFee', NULL, t.currency, sum(s.amount)::bigint
            FROM payments.processor_fee_shares s JOIN payments.balance_transactions t ON t.id = s.balance_transaction_id GROUP BY t.id
            """,
    };
}
