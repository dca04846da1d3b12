namespace CeCommerce.Invoices;

/// <summary>What a tax document is.</summary>
public enum InvoiceKind
{
    /// <summary>適格簡易請求書 (消費税法 57-4(2)): a registered seller sold; the buyer may credit the tax.</summary>
    QualifiedSimplifiedInvoice,

    /// <summary>適格請求書 (消費税法 57-4(1)): as a simplified one, with the name of who received it, on the buyer's request.</summary>
    QualifiedInvoice,

    /// <summary>領収書: the seller is not registered, so that it names no tax and no registration number.</summary>
    Receipt,

    /// <summary>適格返還請求書 (消費税法 57-4(3)): money given back of what a qualified simplified invoice was issued for.</summary>
    QualifiedReturnInvoice,

    /// <summary>返金明細書: money given back of what a receipt was issued for.</summary>
    RefundNote,
}

internal static class InvoiceKinds
{
    /// <summary>Whether the buyer may credit tax by it.</summary>
    public static bool IsQualified(this InvoiceKind kind) => kind is InvoiceKind.QualifiedSimplifiedInvoice or InvoiceKind.QualifiedInvoice or InvoiceKind.QualifiedReturnInvoice;

    /// <summary>Whether it says what is given back of an earlier one.</summary>
    public static bool IsReturn(this InvoiceKind kind) => kind is InvoiceKind.QualifiedReturnInvoice or InvoiceKind.RefundNote;

    /// <summary>What says that money of such a document was given back.</summary>
    public static InvoiceKind Returned(this InvoiceKind kind) => kind.IsQualified() ? InvoiceKind.QualifiedReturnInvoice : InvoiceKind.RefundNote;
}
