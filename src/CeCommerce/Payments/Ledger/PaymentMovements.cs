using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger;

/// <summary>What an operator has in a payment.</summary>
internal readonly record struct Share(OperatorId Operator, Money Amount);

/// <summary>What a buyer's payment moves.</summary>
internal static class PaymentMovements
{
    /// <summary>Captured money: from the buyer, kept in escrow for the operators by their shares.</summary>
    public static Movement Charge(Cause cause, IEnumerable<Share> shares, MovementTime time) => Movement.Of(
        MovementKind.Charge,
        cause,
        shares.SelectMany(share => new[] { Clearing(share, -1), new Entry(Escrow(share), share.Amount.Amount) }),
        time);

    /// <summary>Captured money that went back: from each operator's share what is in escrow, and the rest from what it is owed.</summary>
    public static Movement Refund(Cause cause, IEnumerable<Share> shares, EscrowHeld escrow, MovementTime time) => RefundFrom(cause, shares, new(escrow), time);

    /// <summary>The same; what the operator does not have, whoever is liable bears (M6).</summary>
    public static Movement RefundFrom(Cause cause, IEnumerable<Share> shares, TakenFrom from, MovementTime time) => Movement.Of(
        MovementKind.Refund, cause, shares.SelectMany(share => PostingTable.Back(share, from.Take(share)).Append(Clearing(share, 1))), time);

    /// <summary>The sale is completed: what was kept is owed to the operator.</summary>
    public static Movement Release(Cause cause, Share share, MovementTime time) => Movement.Of(
        MovementKind.Release, cause, [new(Escrow(share), -share.Amount.Amount), new(Payable(share), share.Amount.Amount)], time);

    private static Entry Clearing(Share share, int direction) => new(Account.OfPlatform(AccountKind.BuyerClearing, share.Amount.Currency), direction * share.Amount.Amount);

    private static Account Escrow(Share share) => Account.OfOperator(AccountKind.Escrow, share.Operator, share.Amount.Currency);

    private static Account Payable(Share share) => Account.OfOperator(AccountKind.OperatorPayable, share.Operator, share.Amount.Currency);
}

/// <summary>What is in escrow of one payment, for each operator. Money from before there was an escrow is not, and neither is what was released.</summary>
internal sealed class EscrowHeld(IEnumerable<Share> shares)
{
    private readonly Dictionary<(OperatorId, string), long> _left = shares.ToDictionary(share => (share.Operator, share.Amount.Currency), share => share.Amount.Amount);

    /// <summary>Puts what was captured into it.</summary>
    public void Put(Share share) => _left[(share.Operator, share.Amount.Currency)] = Of(share) + share.Amount.Amount;

    /// <summary>The same again, of which what is taken does not change this.</summary>
    public EscrowHeld Copy() => new(_left.Select(part => new Share(part.Key.Item1, new(part.Value, part.Key.Item2))));

    /// <summary>Takes as much of the amount as there is; answers how much.</summary>
    public long Take(Share share)
    {
        var taken = Math.Clamp(Of(share), 0, share.Amount.Amount);
        _left[(share.Operator, share.Amount.Currency)] = Of(share) - taken;
        return taken;
    }

    private long Of(Share share) => _left.GetValueOrDefault((share.Operator, share.Amount.Currency));
}
