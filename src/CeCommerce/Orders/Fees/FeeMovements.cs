using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;

namespace CeCommerce.Orders.Fees;

/// <summary>A fee in the books: taken from what the operator is owed.</summary>
internal static class FeeMovements
{
    public static Movement Charge(Order order, FeeAmount fee, MovementTime time) =>
        PostingTable.Fee(Cause.Of(order.Id), order.OperatorId, new(fee.Amount, order.Total.Currency), new(fee.Tax, order.Total.Currency), time);

    public static Movement GiveBack(FeeReturn back, OperatorId whose, MovementTime time) =>
        PostingTable.FeeReturn(Cause.Of(back.Id), whose, new(back.Amount, back.Currency), new(back.Tax, back.Currency), time);
}
