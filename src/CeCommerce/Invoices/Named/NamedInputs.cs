using CeCommerce.Orders;

namespace CeCommerce.Invoices.Named;

/// <summary>Whose name a qualified invoice is to carry.</summary>
internal sealed record RequestNamedInvoiceInput
{
    /// <summary>The order, once it is handed over.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Of the business that received what was bought, at most 100 characters (消費税法 57-4(1) vi).</summary>
    public required string Name { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Nothing of the name: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(RequestNamedInvoiceInput);
}
