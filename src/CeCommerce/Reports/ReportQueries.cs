using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Reports.Document;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>Reading reports.</summary>
internal sealed class ReportQueries
{
    /// <summary>It may read everything behind the report once more.</summary>
    private const int FigurePrice = 500;

    private static readonly Keyset<Report> Newest = Keyset.For<Report>("reports").Descending(x => x.Id);

    private static readonly Keyset<ReportSchedule> NewestSchedule = Keyset.For<ReportSchedule>("report-schedules").Descending(x => x.Id);

    /// <summary>Reports that were asked for, newest first: the caller's own; auditors see those of the operators whom they are assigned to, the platform all.</summary>
    /// <param name="operatorId">Only those of this operator.</param>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = ReportScopes.Read)]
    public static Task<Page<Report>> Reports(OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<Report>().AsNoTracking().Whole().VisibleTo(caller).Where(x => operatorId == null || x.OperatorId == operatorId),
            page, Cursor.Fingerprint(operatorId), cancellationToken);

    /// <summary>One report; null when there is none or it is not the caller's to see.</summary>
    /// <param name="id">`rpt_…`.</param>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = ReportScopes.Read)]
    public static Task<Report?> Report(ReportId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Report>().AsNoTracking().Whole().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>
    /// One figure of a report with the listings, verdicts, orders and other records behind it, in a stable order; null when there is no such figure or the
    /// report is not the caller's to see or not drawn yet.
    /// </summary>
    /// <param name="reportId">`rpt_…`.</param>
    /// <param name="figure">Its number, the same in all formats, e.g. `4.2.17.3`.</param>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = ReportScopes.Read)]
    [Cost(FigurePrice)]
    public static async Task<FigureInReport?> ReportFigure(ReportId reportId, string figure, Caller caller, [FromServices] CommerceDatabase database, [FromServices] ReportFigures figures, CancellationToken cancellationToken) =>
        await Report(reportId, caller, database, cancellationToken) is { } report ? await figures.FindAsync(report, figure, cancellationToken) : null;

    /// <summary>Reports that are drawn every month, newest first, ended ones too: the caller's own, for the platform all.</summary>
    /// <param name="operatorId">Only those of this operator.</param>
    [Allow(Role.Operator, Role.Platform, Scope = ReportScopes.Read)]
    public static Task<Page<ReportSchedule>> ReportSchedules(OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        NewestSchedule.PageAsync(
            database.Set<ReportSchedule>().AsNoTracking().Include(x => x.Operator).VisibleTo(caller).Where(x => operatorId == null || x.OperatorId == operatorId),
            page, Cursor.Fingerprint(operatorId), cancellationToken);
}
