using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Invoices.Rounding;

/// <summary>What operators settle about their tax documents.</summary>
internal sealed class RoundingMutations
{
    /// <summary>
    /// Chooses how tax is rounded on all tax documents of an operator, from a day to come on; once, it cannot be chosen again. Without it tax is rounded down. Refused with
    /// `OPERATOR_NOT_FOUND`, `INVOICE_ROUNDING_CHOSEN`, `INVOICE_ROUNDING_TOO_EARLY` or `INVOICE_ROUNDING_BUSY`.
    /// </summary>
    /// <param name="input">How, and from when on.</param>
    [Allow(Role.Operator, Role.Platform, Scope = InvoiceScopes.Write)]
    public static async Task<ChooseInvoiceRoundingPayload> ChooseInvoiceRounding(
        ChooseInvoiceRoundingInput input, Caller caller, [FromServices] RoundingService service, CancellationToken cancellationToken) =>
        ChooseInvoiceRoundingPayload.Of(await service.ChooseAsync(caller, input, cancellationToken));
}
