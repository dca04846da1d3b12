using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Loose;

/// <summary>A try to send money back. What it moved in the books is written beside it, once for each.</summary>
public sealed class LooseReturn
{
    private LooseReturn()
    {
    }

    public LooseReturnId Id { get; private init; }

    public LooseMoneyId LooseMoneyId { get; private init; }

    /// <summary>Its place among the tries, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; private init; }

    /// <summary>As the processor calls it; null while it has told none.</summary>
    public string? ProcessorId { get; private set; }

    /// <summary>The processor's code for its refusal.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it was decided; the processor is asked after that.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When it was heard that the money left.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it was heard that it came back, or was refused.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>When it was plain that the processor never heard of it.</summary>
    public DateTimeOffset? DroppedAt { get; private set; }

    internal static LooseReturn Of(LooseMoney money, int number, DateTimeOffset now) => new()
    {
        Id = TypedId.New<LooseReturnId>(now),
        LooseMoneyId = money.Id,
        Number = number,
        Amount = money.Owed.Amount,
        AskedAt = now,
    };

    internal IReadOnlyList<Movement> Hear(CashReturn told, Money amount, DateTimeOffset now)
    {
        if (FailedAt is not null)
        {
            return [];
        }

        var movements = new List<Movement>();
        ProcessorId ??= told.ProcessorId;
        if (SentAt is null && told.ProcessorId is not null)
        {
            SentAt = now;
            movements.Add(PostingTable.SentBack(Cause.Of(Id), amount, MovementTime.Now(now)));
        }

        if (told.Status == RefundStatus.Failed)
        {
            (FailedAt, Reason) = (now, told.Reason);
            if (SentAt is not null)
            {
                movements.Add(PostingTable.CameBack(Cause.Of(Id), amount, MovementTime.Now(now)));
            }
        }

        return movements;
    }

    internal IReadOnlyList<Movement> Drop(DateTimeOffset now)
    {
        DroppedAt = SentAt is null ? DroppedAt ?? now : throw new InvalidOperationException($"{Id} was sent and cannot be dropped.");
        return [];
    }
}
