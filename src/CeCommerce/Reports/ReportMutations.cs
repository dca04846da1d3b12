using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Reports;

/// <summary>Asking for reports.</summary>
internal sealed class ReportMutations
{
    /// <summary>
    /// Asks for a report; a worker draws it, `report` tells how far it is and where its files are. Refused with `OPERATOR_NOT_FOUND`, `PLATFORM_REPORT_REFUSED`, `REPORT_AS_OF_IN_FUTURE`,
    /// `REPORT_AS_OF_AMBIGUOUS`, `REPORT_PERIOD_INVALID`, `REPORT_FORMATS_MISSING`, `CARBON_FACTOR_INVALID`, `REPORT_QUEUE_FULL` or `REPORTS_BUSY`.
    /// </summary>
    /// <param name="input">Whose, over which period, as of when.</param>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = ReportScopes.Write)]
    public static async Task<DrawReportPayload> DrawReport(DrawReportInput input, Caller caller, [FromServices] ReportService service, CancellationToken cancellationToken) =>
        DrawReportPayload.Of(await service.DrawAsync(caller, input, cancellationToken));

    /// <summary>Has a report drawn every month. Refused with `OPERATOR_NOT_FOUND`, `REPORT_DAY_INVALID`, `REPORT_FORMATS_MISSING` or `REPORTS_BUSY`.</summary>
    /// <param name="input">Whose, and on which day.</param>
    [Allow(Role.Operator, Role.Platform, Scope = ReportScopes.Write)]
    public static async Task<ScheduleReportPayload> ScheduleReport(ScheduleReportInput input, Caller caller, [FromServices] ReportService service, CancellationToken cancellationToken) =>
        ScheduleReportPayload.Of(await service.ScheduleAsync(caller, input, cancellationToken));

    /// <summary>Ends a schedule; the reports that it had drawn stay. Refused with `REPORT_SCHEDULE_NOT_FOUND` or `REPORTS_BUSY`.</summary>
    /// <param name="input">Which one.</param>
    [Allow(Role.Operator, Role.Platform, Scope = ReportScopes.Write)]
    public static async Task<EndReportSchedulePayload> EndReportSchedule(EndReportScheduleInput input, Caller caller, [FromServices] ReportService service, CancellationToken cancellationToken) =>
        EndReportSchedulePayload.Of(await service.EndAsync(caller, input, cancellationToken));
}
