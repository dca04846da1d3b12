using CeCommerce.Checkout;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>Who may see which documents: part of the query, never a check after it.</summary>
internal static class InvoiceVisibility
{
    /// <summary>A buyer sees their own, a seller those of its sales whoever issued them, an auditor those of the operators whom they are assigned to, the platform all.</summary>
    public static IQueryable<Invoice> VisibleTo(this IQueryable<Invoice> invoices, Caller caller)
    {
        switch (caller.Role)
        {
            case Role.Platform:
                return invoices;
            case Role.Operator when caller.OperatorId is { } tenant:
                var own = OperatorId.From(tenant);
                return invoices.Where(x => x.OperatorId == own);
            case Role.Auditor:
                var audited = caller.AuditedOperators();
                return invoices.Where(x => audited.Contains(x.OperatorId));
            default:
                return Buyer.Of(caller) is { } buyer ? invoices.Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId) : invoices.Where(x => false);
        }
    }

    /// <summary>With what is shown beside it.</summary>
    public static IQueryable<Invoice> Whole(this IQueryable<Invoice> invoices) => invoices.Include(x => x.Operator);
}
