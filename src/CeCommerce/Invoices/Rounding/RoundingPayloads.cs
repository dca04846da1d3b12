using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Rounding;

/// <summary>Whose rounding was chosen, or why it was not.</summary>
/// <param name="Operator">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record ChooseInvoiceRoundingPayload(Operator? Operator, IReadOnlyList<IUserError> Errors)
{
    internal static ChooseInvoiceRoundingPayload Of(Outcome<Operator> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>How an operator rounds the tax on its documents.</summary>
/// <param name="Rounding">From that day on, once for each rate of a document; before it, down.</param>
/// <param name="From">First day of issue on which it holds, in Japan.</param>
internal sealed record InvoiceRounding(Tax.TaxRounding Rounding, DateOnly From);
