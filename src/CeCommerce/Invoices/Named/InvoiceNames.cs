using CeCommerce.Checkout;
using CeCommerce.Operators;
using CeCommerce.Personal.Retained;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Named;

/// <summary>Reads the names on documents, for their buyer and their operator and nobody else.</summary>
internal sealed class InvoiceNames(RetainedTexts texts)
{
    /// <param name="invoice">One that the caller may see.</param>
    public async Task<RetainedReading> ReadAsync(Invoice invoice, Caller caller, CancellationToken cancellationToken) =>
        invoice.Said.Addressee is { } addressee && MayRead(invoice, caller) ? await texts.ReadAsync(addressee.Text, cancellationToken) : new(null);

    private static bool MayRead(Invoice invoice, Caller caller) => caller.Role switch
    {
        Role.Operator => caller.OperatorId is { } tenant && invoice.OperatorId == OperatorId.From(tenant),
        _ => Buyer.Of(caller) is { } buyer && (buyer.ClientId, buyer.ConsumerId) == (invoice.ClientId, invoice.ConsumerId),
    };
}
