using CeCommerce.Platform.Events;

namespace CeCommerce.Import.Jobs;

/// <summary>What the event log says about imports.</summary>
internal static class ImportEvents
{
    public const string Progress = "import.progress";
    public const string Finished = "import.finished";

    private static readonly EventKind<ImportJobId, ImportProgressData> Moved = new(Progress, EventAudience.Operator, "Everything up to that row is stored.");
    private static readonly EventKind<ImportJobId, ImportFinishedData> Ended = new(Finished, EventAudience.Operator, "It is done, failed or was cancelled.");

    public static IReadOnlyList<EventKind> Kinds => [Moved, Ended];

    public static EventRecord Reached(ImportJobId job, Guid owner, ImportProgressData there, DateTimeOffset now) => Moved.Of(job, there, new(now, owner));

    public static EventRecord EndedAs(ImportJobState state, ImportJobId job, Guid owner, DateTimeOffset now) =>
        Ended.Of(job, new(state), new(now, owner) { Changed = ["state"] });
}

/// <summary>How far an import is.</summary>
internal sealed record ImportProgressData(int Row, int RowsRead);

/// <summary>How an import ended.</summary>
internal sealed record ImportFinishedData(ImportJobState State);
