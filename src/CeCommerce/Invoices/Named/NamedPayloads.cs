using CeCommerce.Platform;

namespace CeCommerce.Invoices.Named;

/// <summary>The qualified invoice, or why there is none.</summary>
/// <param name="Invoice">Null when refused.</param>
/// <param name="Errors">Empty when it was issued.</param>
internal sealed record RequestNamedInvoicePayload(Invoice? Invoice, IReadOnlyList<IUserError> Errors)
{
    internal static RequestNamedInvoicePayload Of(Outcome<Invoice> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
