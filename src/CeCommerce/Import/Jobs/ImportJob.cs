using CeCommerce.Import.Values;
using CeCommerce.Import.Writing;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Import.Jobs;

public readonly record struct ImportJobId(Guid Value) : ITypedId<ImportJobId>
{
    public static string Prefix => "imj";

    public static ImportJobId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Where an import stands.</summary>
public enum ImportJobState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>Being read; after a crash it stays so until somebody goes on with it.</summary>
    Running,

    /// <summary>Every row has its outcome.</summary>
    Done,

    /// <summary>It could not be read to its end; `failure` says why. The rows up to then stand.</summary>
    Failed,

    /// <summary>Ended by its operator; the rows up to then stand.</summary>
    Cancelled,
}

/// <summary>One import of one stock list. Its progress is written in the transaction of each chunk, so it can be taken up where it stopped.</summary>
public sealed class ImportJob
{
    private ImportJob()
    {
    }

    public ImportJobId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public ImportJobState State { get; private set; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public byte[] FileDigest { get; private init; } = [];

    /// <summary>SHA-256 of the mapping's bytes.</summary>
    public byte[] MappingDigest { get; private init; } = [];

    /// <summary>Name of the file as its sender called it.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>The uploaded file that a worker reads; null when a command reads a file of its own.</summary>
    public Guid? UploadId { get; private init; }

    /// <summary>The mapping's JSON for a worker; null when a command reads a file of its own.</summary>
    public string? Mapping { get; private init; }

    /// <summary>Whether what meets the standards goes on the shelf.</summary>
    public bool Publish { get; private init; }

    /// <summary>Whether only the report is wanted.</summary>
    public bool DryRun { get; private init; }

    /// <summary>Who asked for it; stands in the history of what it changes.</summary>
    public string RequestedBy { get; private init; } = "";

    public ImportCounts Counts { get; private set; }

    /// <summary>Row of the file up to which everything is stored; 0 before the first chunk.</summary>
    public int LastRow { get; private set; }

    public long BytesTotal { get; private init; }

    public long BytesRead { get; private set; }

    /// <summary>Why it ended before its last row; null otherwise.</summary>
    public ImportFailure? Failure { get; private set; }

    /// <summary>How often it was taken up since a chunk was last stored; a dry run begins anew each time, so all of them count.</summary>
    public int Attempts { get; private set; }

    /// <summary>Columns of the file that the mapping does not use, as they may be shown.</summary>
    public IReadOnlyList<string> UnusedColumns { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    internal static ImportJob Of(ImportJobId id, Operator owner, StockSource source, ImportWish wish, DateTimeOffset now) => new()
    {
        Id = id,
        OperatorId = owner.Id,
        FileDigest = source.Digest,
        MappingDigest = source.MappingDigest,
        FileName = source.Name,
        BytesTotal = source.Length,
        UploadId = source.UploadId,
        Mapping = source.UploadId is null ? null : source.MappingText,
        Publish = wish.Publish,
        DryRun = wish.DryRun,
        RequestedBy = wish.Caller.Name,
        CreatedAt = now,
    };

    /// <summary>A worker acts as whoever asked, so that history names them.</summary>
    internal Caller Requester()
    {
        var parts = RequestedBy.Split('/');
        return new(Enum.Parse<Role>(parts[1]), null, Guid.TryParse(parts[2], out var tenant) ? tenant : null, parts[0], new HashSet<string>(StringComparer.Ordinal));
    }

    public void Start(DateTimeOffset now) => (State, StartedAt, Attempts) = (ImportJobState.Running, StartedAt ?? now, Attempts + 1);
}

/// <summary>Why an import ended before its last row.</summary>
/// <param name="Code">Of the refusal.</param>
/// <param name="Message">What went wrong and what to do.</param>
public sealed record ImportFailure(string Code, LocalText Message)
{
    /// <summary>A refusal quotes what people wrote: what no database can hold is left out.</summary>
    internal static ImportFailure Of(IUserError failure) => new(failure.Code, ShownValue.Storable(failure.Message));
}

/// <summary>How many rows came to what.</summary>
public readonly record struct ImportCounts(int Read, int Published, int Drafted, int Refused, int Unchanged)
{
    public ImportCounts With(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Published => this with { Read = Read + 1, Published = Published + 1 },
        ImportOutcome.Draft => this with { Read = Read + 1, Drafted = Drafted + 1 },
        ImportOutcome.Refused => this with { Read = Read + 1, Refused = Refused + 1 },
        ImportOutcome.Unchanged => this with { Read = Read + 1, Unchanged = Unchanged + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

/// <summary>What became of one row of a job's file.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Row">Row of the file as a spreadsheet counts them: a CSV header is row 1.</param>
/// <param name="SourceId">The operator's own number of the unit; null when it could not be read.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="ListingId">The listing; null when there is none.</param>
/// <param name="Findings">What is not met, and what to do.</param>
public sealed record ImportedRow(ImportJobId JobId, int Row, string? SourceId, ImportOutcome Outcome, ListingId? ListingId, IReadOnlyList<RowFinding> Findings);
