using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

public readonly record struct DisputeShareId(Guid Value) : ITypedId<DisputeShareId>
{
    public static string Prefix => "dss";

    public static DisputeShareId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>An operator's part of disputed money, and where it was taken from once it was lost; in minor units of the dispute's currency.</summary>
public sealed class DisputeShare
{
    private DisputeShare()
    {
    }

    public DisputeShareId Id { get; private init; }

    public DisputeId DisputeId { get; private init; }

    public int Number { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public long Amount { get; private init; }

    public long OfEscrow { get; private set; }

    public long OfPayable { get; private set; }

    public long OfLoss { get; private set; }

    /// <summary>What of the loss was undone when it was won by appeal; the rest had come back before, so that it is the operator's.</summary>
    public long LossUndone { get; private set; }

    /// <summary>What of the processor's fee the operator bears by its terms.</summary>
    public long Fee { get; private set; }

    internal static DisputeShare Of(Dispute dispute, int number, PaymentShare share, DateTimeOffset now) => new()
    {
        Id = TypedId.New<DisputeShareId>(now),
        DisputeId = dispute.Id,
        Number = number,
        OperatorId = share.OperatorId,
        Amount = share.Amount,
    };

    internal Share In(string currency) => new(OperatorId, new(Amount, currency));

    internal Share FeeIn(string currency) => new(OperatorId, new(Fee, currency));

    /// <summary>Notes where the loss took it from.</summary>
    internal Movement Lose(Movement loss, string currency)
    {
        long From(AccountKind kind) => -loss.AmountOf(Account.OfOperator(kind, OperatorId, currency));
        (OfEscrow, OfPayable, OfLoss) = (From(AccountKind.Escrow), From(AccountKind.OperatorPayable), From(AccountKind.Loss));
        return loss;
    }

    internal void Bear(Money fee) => Fee = fee.Amount;

    /// <summary>Where it goes back to: of a loss that payouts which came back have undone already, nothing is left to undo.</summary>
    internal Taken Undo(Standing standing)
    {
        LossUndone = Math.Min(OfLoss, Math.Max(standing.Loss, 0));
        return new(OfEscrow, OfPayable + OfLoss - LossUndone, LossUndone, 0);
    }
}
