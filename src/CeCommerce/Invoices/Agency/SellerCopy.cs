using CeCommerce.Operators;

namespace CeCommerce.Invoices.Agency;

/// <summary>That the seller was given its copy of a document that the platform issued in its stead (消費税法施行令 70-12(3)): it stands in the seller's list from the moment of the issue.</summary>
public sealed class SellerCopy
{
    private SellerCopy()
    {
    }

    public InvoiceId InvoiceId { get; private init; }

    public OperatorId OperatorId { get; private init; }

    /// <summary>SHA-256 of what was given, 64 lower-case hex digits.</summary>
    public string Digest { get; private init; } = "";

    public DateTimeOffset PassedAt { get; private init; }

    internal static SellerCopy Of(Invoice issued) => new() { InvoiceId = issued.Id, OperatorId = issued.OperatorId, Digest = issued.Digest, PassedAt = issued.IssuedAt };
}
