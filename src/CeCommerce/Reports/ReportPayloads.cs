using CeCommerce.Platform;

namespace CeCommerce.Reports;

/// <summary>A report that was asked for, or why there is none.</summary>
/// <param name="Report">Waits to be drawn; null when refused.</param>
/// <param name="Errors">Empty when it was taken in.</param>
internal sealed record DrawReportPayload(Report? Report, IReadOnlyList<IUserError> Errors)
{
    internal static DrawReportPayload Of(Outcome<Report> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A schedule, or why there is none.</summary>
/// <param name="Schedule">Null when refused.</param>
/// <param name="Errors">Empty when it was taken in.</param>
internal sealed record ScheduleReportPayload(ReportSchedule? Schedule, IReadOnlyList<IUserError> Errors)
{
    internal static ScheduleReportPayload Of(Outcome<ReportSchedule> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}

/// <summary>A schedule that was ended, or why not.</summary>
/// <param name="Schedule">Null when refused.</param>
/// <param name="Errors">Empty when it was ended.</param>
internal sealed record EndReportSchedulePayload(ReportSchedule? Schedule, IReadOnlyList<IUserError> Errors)
{
    internal static EndReportSchedulePayload Of(Outcome<ReportSchedule> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
