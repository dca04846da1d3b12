using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;

namespace CeCommerce.Orders.Fees;

/// <summary>A fee in the books: taken from what the operator is owed.</summary>
internal static class FeeMovements
{
    public static Movement Charge(Order order, FeeAmount fee, MovementTime time) =>
        Movement.Of(MovementKind.Fee, Cause.Of(order.Id), Sides(new(order.OperatorId, order.Total.Currency), fee), time);

    public static Movement GiveBack(FeeReturn back, OperatorId whose, MovementTime time) =>
        Movement.Of(MovementKind.FeeReturn, Cause.Of(back.Id), Sides(new(whose, back.Currency), new(-back.Amount, -back.Tax)), time);

    private static Entry[] Sides(FeePayer payer, FeeAmount fee) =>
    [
        new(Account.OfOperator(AccountKind.OperatorPayable, payer.Operator, payer.Currency), -fee.Total),
        new(Account.OfPlatform(AccountKind.FeeIncome, payer.Currency), fee.Amount),
        new(Account.OfPlatform(AccountKind.FeeTax, payer.Currency), fee.Tax),
    ];

    private readonly record struct FeePayer(OperatorId Operator, string Currency);
}
