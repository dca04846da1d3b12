using CeCommerce.Invoices.Tax;
using CeCommerce.Operators;

namespace CeCommerce.Invoices.Rounding;

/// <summary>How tax is rounded on all documents of an operator.</summary>
internal sealed record ChooseInvoiceRoundingInput
{
    /// <summary>Whose documents; left out: the caller's operator.</summary>
    public OperatorId? OperatorId { get; init; }

    /// <summary>Once for each rate of a document.</summary>
    public required TaxRounding Rounding { get; init; }

    /// <summary>First day of issue on which it holds, in Japan; left out: tomorrow, which is the earliest.</summary>
    public DateOnly? From { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
