using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger;

/// <summary>What an operator has in a payment.</summary>
internal readonly record struct Share(OperatorId Operator, Money Amount);

/// <summary>What a buyer's payment moves.</summary>
internal static class PaymentMovements
{
    /// <summary>Captured money: from the buyer, to be paid out to the operators by their shares.</summary>
    public static Movement Charge(Cause cause, IEnumerable<Share> shares, MovementTime time) => Movement.Of(MovementKind.Charge, cause, Sides(shares, 1), time);

    /// <summary>Captured money that went back, from each operator's share.</summary>
    public static Movement Refund(Cause cause, IEnumerable<Share> shares, MovementTime time) => Movement.Of(MovementKind.Refund, cause, Sides(shares, -1), time);

    private static IEnumerable<Entry> Sides(IEnumerable<Share> shares, int direction) => shares.SelectMany(share => new[]
    {
        new Entry(Account.OfPlatform(AccountKind.BuyerClearing, share.Amount.Currency), -direction * share.Amount.Amount),
        new Entry(Account.OfOperator(AccountKind.OperatorPayable, share.Operator, share.Amount.Currency), direction * share.Amount.Amount),
    });
}
