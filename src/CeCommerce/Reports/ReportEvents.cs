using System.ComponentModel;
using CeCommerce.Platform.Events;

namespace CeCommerce.Reports;

/// <summary>What the event log says about reports.</summary>
internal static class ReportEvents
{
    public const string Finished = "report.finished";

    private static readonly EventKind<ReportId, ReportAskedData> Asking = new("report.asked", EventAudience.Operator, "A report is to be drawn.");

    private static readonly EventKind<ReportId, ReportFinishedData> Ending = new(Finished, EventAudience.Operator, "It is sealed, or could not be drawn.");

    public static IReadOnlyList<EventKind> Kinds => [Asking, Ending];

    public static EventRecord Asked(Report report, DateTimeOffset now) => Asking.Of(report.Id, new(report.From, report.To, report.AsOf), new(now, report.OperatorId?.Value));

    public static EventRecord Ended(Report report, DateTimeOffset now) =>
        Ending.Of(report.Id, new(report.State, report.ContentHash), new(now, report.OperatorId?.Value) { Changed = ["state"] });
}

/// <summary>What is to be drawn.</summary>
internal sealed record ReportAskedData(
    [property: Description("first day of the period")] DateOnly From, [property: Description("last day")] DateOnly To, [property: Description("instant as of which is read")] DateTimeOffset AsOf);

/// <summary>What came of it.</summary>
internal sealed record ReportFinishedData(ReportState State, [property: Description("SHA-256 of its canonical JSON; missing when it was not drawn")] string? ContentHash = null);
