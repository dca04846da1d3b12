using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Invoices.Named;

internal sealed class NamedMutations
{
    /// <summary>
    /// Asks for a qualified invoice (適格請求書) with a name in the stead of the simplified one, once the order is handed over; asked for again, the newest holds. The name is kept sealed for as
    /// long as the document must be, also when the person is erased. Refused with `ORDER_NOT_FOUND`, `INVOICE_NAME_INVALID`, `NAMED_INVOICE_TOO_EARLY`, `NAMED_INVOICE_NOT_QUALIFIED`,
    /// `TOO_MANY_NAMED_INVOICES`, `NAMED_INVOICE_BUSY`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.
    /// </summary>
    /// <param name="input">Of which order, and the name.</param>
    [Allow(Role.Consumer, Scope = InvoiceScopes.Write)]
    public static async Task<RequestNamedInvoicePayload> RequestNamedInvoice(
        RequestNamedInvoiceInput input, Caller caller, [FromServices] NamedInvoices service, CancellationToken cancellationToken) =>
        RequestNamedInvoicePayload.Of(await service.RequestAsync(caller, input, cancellationToken));
}
