using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;

namespace CeCommerce.Items;

/// <summary>Items are seen by their operator and by those who audit; consumers see them through a listing.</summary>
internal static class ItemVisibility
{
    public static IQueryable<Item> VisibleTo(this IQueryable<Item> items, Caller caller)
    {
        if (caller.Role is Role.Platform)
        {
            return items;
        }

        if (caller.Role is Role.Auditor)
        {
            var audited = caller.AuditedOperators();
            return items.Where(x => audited.Contains(x.OperatorId));
        }

        OperatorId? own = caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return items.Where(x => own != null && x.OperatorId == own);
    }
}
