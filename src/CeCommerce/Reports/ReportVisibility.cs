using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>Who may see which reports: part of the query, never a check after it.</summary>
internal static class ReportVisibility
{
    /// <summary>With everything that may be shown of them.</summary>
    public static IQueryable<Report> Whole(this IQueryable<Report> reports) =>
        reports.Include(x => x.Files).Include(x => x.Operator).Include(x => x.Schedule).ThenInclude(x => x!.Operator).AsSingleQuery();

    /// <summary>Those of one's own operator; for those who audit of the operators whom they are assigned to; for the platform all.</summary>
    public static IQueryable<Report> VisibleTo(this IQueryable<Report> reports, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return reports;
        }

        if (caller.Role == Role.Auditor)
        {
            var audited = caller.AuditedOperators().Select(id => (OperatorId?)id).ToList();
            return reports.Where(x => audited.Contains(x.OperatorId));
        }

        OperatorId? own = OwnOf(caller);
        return reports.Where(x => own != null && x.OperatorId == own);
    }

    public static IQueryable<ReportSchedule> VisibleTo(this IQueryable<ReportSchedule> schedules, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return schedules;
        }

        OperatorId? own = OwnOf(caller);
        return schedules.Where(x => own != null && x.OperatorId == own);
    }

    private static OperatorId? OwnOf(Caller caller) => caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
}
