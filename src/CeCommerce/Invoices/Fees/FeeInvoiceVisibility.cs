using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Fees;

/// <summary>Who may see which fee invoices: part of the query, never a check after it.</summary>
internal static class FeeInvoiceVisibility
{
    /// <summary>The platform sees all, an operator its own.</summary>
    public static IQueryable<FeeInvoice> VisibleTo(this IQueryable<FeeInvoice> invoices, Caller caller)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return caller.Role == Role.Platform ? invoices : invoices.Where(x => own != null && x.OperatorId == own);
    }

    /// <summary>With what is shown beside it.</summary>
    public static IQueryable<FeeInvoice> Whole(this IQueryable<FeeInvoice> invoices) => invoices.Include(x => x.Operator);
}
