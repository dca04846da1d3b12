using CeCommerce.Checkout;
using CeCommerce.Invoices.Content;
using CeCommerce.Orders;

namespace CeCommerce.Invoices;

/// <summary>Issues the document of each refund of an order, in the transaction that decides it. Before the hand-over there is none: the document of the supply then says what is left.</summary>
internal sealed class InvoiceRefunds(InvoiceReturns returns) : IFollowRefund
{
    public Task DecidedAsync(Order order, GivenBack back, CancellationToken cancellationToken) =>
        returns.ReturnAsync(order, Amounts(order, back), new(back.Cause), cancellationToken);

    internal static IReadOnlyList<ReturnedAmount> Amounts(Order order, GivenBack back) => [.. All(order, back).Where(amount => amount.Amount.Amount > 0)];

    private static IEnumerable<ReturnedAmount> All(Order order, GivenBack back)
    {
        yield return new(InvoiceLineKind.Goods, back.Line, back.OfLine);
        var charges = new ConfirmationText(order.Confirmation).Content.OtherCharges.Sum(charge => charge.Amount.Amount);
        var ofCharges = Math.Min(charges, back.OfOrder.Amount);
        yield return new(InvoiceLineKind.Charge, null, back.OfOrder with { Amount = ofCharges });
        yield return new(InvoiceLineKind.Shipping, null, back.OfOrder with { Amount = back.OfOrder.Amount - ofCharges });
    }
}
