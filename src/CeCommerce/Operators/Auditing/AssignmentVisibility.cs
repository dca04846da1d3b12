using CeCommerce.Platform;

namespace CeCommerce.Operators.Auditing;

/// <summary>Who may see which assignments: part of the query, never a check after it.</summary>
internal static class AssignmentVisibility
{
    public static IQueryable<Assignment> VisibleTo(this IQueryable<Assignment> assignments, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return assignments;
        }

        var auditor = caller.Role == Role.Auditor ? caller.ClientId : null;
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return assignments.Where(x => (auditor != null && x.ClientId == auditor) || (own != null && x.OperatorId == own));
    }

    /// <summary>The operators whom the auditor is assigned to today, for a query over what is theirs.</summary>
    public static OperatorId[] AuditedOperators(this Caller caller) => [.. caller.Audited.Select(OperatorId.From)];
}
