using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Formats;
using CeCommerce.Standards;

namespace CeCommerce.Reports;

public readonly record struct ReportId(Guid Value) : ITypedId<ReportId>
{
    public static string Prefix => "rpt";

    public static ReportId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>Where the drawing of a report stands.</summary>
[TermSource("Vocabulary of the product")]
public enum ReportState
{
    [Term("待機中", "Queued", MeaningJa = "作成を待っている", MeaningEn = "waits for a worker")]
    Queued,

    [Term("作成中", "Drawing", MeaningJa = "読み取り中。サーバーが止まっても続きから作成する", MeaningEn = "being drawn; after a crash somebody goes on with it")]
    Drawing,

    [Term("完成", "Done", MeaningJa = "すべての形式のファイルがある", MeaningEn = "sealed: every file is there and never changes")]
    Done,

    [Term("失敗", "Failed", MeaningJa = "作成できなかった。理由は failure にある", MeaningEn = "it could not be drawn; `failure` says why")]
    Failed,
}

/// <summary>A report that was asked for. Once drawn it is sealed: its content hash, its files and what was read stand as they are.</summary>
public sealed class Report
{
    private readonly List<ReportFile> _files = [];

    private Report()
    {
    }

    public ReportId Id { get; private init; }

    /// <summary>Null for the platform's own.</summary>
    public OperatorId? OperatorId { get; private init; }

    public Operator? Operator { get; private init; }

    /// <summary>First day of the period, in Japan.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly To { get; private init; }

    /// <summary>What was recorded later is left out; whole milliseconds.</summary>
    public DateTimeOffset AsOf { get; private init; }

    internal IReadOnlyList<CarbonFactor> Factors { get; private init; } = [];

    public IReadOnlyList<ReportFormat> Formats { get; private init; } = [];

    public IReadOnlyList<Language> Languages { get; private init; } = [];

    /// <summary>Of its CSV files.</summary>
    public ReportCharset CsvCharset { get; private init; }

    public ReportState State { get; private set; }

    /// <summary>How many listings were read so far.</summary>
    public int ListingsRead { get; private init; }

    /// <summary>How often somebody began to draw it.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why it could not be drawn; null otherwise.</summary>
    public ReportFailure? Failure { get; private set; }

    /// <summary>SHA-256 of its canonical JSON, 64 hex digits; null until that is drawn.</summary>
    public string? ContentHash { get; private set; }

    /// <summary>The edition of the rules that was in use at the as-of instant; null until it is drawn.</summary>
    public string? Edition { get; private set; }

    /// <summary>The line of the event log up to which was read; null until it is drawn.</summary>
    public long? FeedPosition { get; private set; }

    /// <summary>Where the first rows behind its figures are kept, and how long that file is.</summary>
    internal string? RowsDigest { get; private set; }

    internal long? RowsLength { get; private set; }

    /// <summary>Who asked for it.</summary>
    public string RequestedBy { get; private init; } = "";

    /// <summary>The schedule that asked for it; null when a person did.</summary>
    public ReportScheduleId? ScheduleId { get; private init; }

    public ReportSchedule? Schedule { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public IReadOnlyList<ReportFile> Files => _files;

    internal bool IsOpen => State is ReportState.Queued or ReportState.Drawing;

    internal ReportWish Wish => new(OperatorId, From, To, AsOf, Factors);

    internal static Report Ask(ReportId id, ReportWish wish, WantedFiles shape, string requestedBy, DateTimeOffset now) => new()
    {
        Id = id,
        OperatorId = wish.Operator,
        From = wish.From,
        To = wish.To,
        AsOf = wish.AsOf,
        Factors = wish.Factors,
        Formats = shape.Formats,
        Languages = shape.Languages,
        CsvCharset = shape.Charset,
        RequestedBy = requestedBy,
        ScheduleId = shape.Schedule,
        CreatedAt = now,
    };

    internal void Start(DateTimeOffset now) => (State, StartedAt, Attempts) = (ReportState.Drawing, StartedAt ?? now, Attempts + 1);

    internal ReportFile? Json => _files.Find(file => file.Format == ReportFormat.Json);

    internal StoredFile? Rows => Sha256Digest.TryParse(RowsDigest, out var digest) ? new(digest, ReportFiles.RowsType, RowsLength ?? 0) : null;

    internal void Seal(DrawnReport drawn, KeptReport kept)
    {
        (ContentHash, Edition, FeedPosition) = (drawn.ContentHash, drawn.Document.Edition, drawn.Document.Scope.FeedPosition);
        (RowsDigest, RowsLength) = (kept.Rows.Digest.ToString(), kept.Rows.Length);
        Keep(kept.Json);
    }

    internal void Keep(ReportFile file)
    {
        if (!_files.Exists(known => known.Sha256 == file.Sha256))
        {
            _files.Add(file);
        }
    }

    /// <param name="failure">Why it could not be drawn; null when it was.</param>
    internal void Finish(IUserError? failure, DateTimeOffset now)
    {
        (State, FinishedAt) = (failure is null ? ReportState.Done : ReportState.Failed, now);
        Failure = failure is null ? null : new(failure.Code, failure.Message);
    }

    internal bool Has(ReportFormat format, Language? language) => _files.Exists(file => file.Format == format && file.Language == language);
}

/// <summary>In what a report is wanted.</summary>
/// <param name="Schedule">That asks for it; null when a person does.</param>
internal sealed record WantedFiles(IReadOnlyList<ReportFormat> Formats, IReadOnlyList<Language> Languages, ReportCharset Charset, ReportScheduleId? Schedule);

/// <summary>Why a report could not be drawn.</summary>
/// <param name="Code">Of the refusal.</param>
/// <param name="Message">What went wrong and what to do.</param>
public sealed record ReportFailure(string Code, LocalText Message);

/// <summary>A file of a report, never altered.</summary>
public sealed class ReportFile
{
    private ReportFile()
    {
    }

    internal ReportFile(ReportId report, ReportFormat format, Language? language, StoredFile kept) =>
        (ReportId, Format, Language, MediaType, Sha256, Length) = (report, format, language, kept.MediaType, kept.Digest.ToString(), kept.Length);

    public ReportId ReportId { get; private init; }

    public ReportFormat Format { get; private init; }

    /// <summary>Null for JSON, which has both.</summary>
    public Language? Language { get; private init; }

    public string MediaType { get; private init; } = "";

    /// <summary>64 hex digits; where it is kept, and what tells whether a copy is unaltered.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; private init; }

    internal StoredFile AsStored => new(Sha256Digest.TryParse(Sha256, out var digest) ? digest : throw new InvalidOperationException("The digest of a file is none."), MediaType, Length);

    /// <summary>What a copy may be called.</summary>
    internal string NameIn(Report report) => FormattableString.Invariant(
        $"{report.Operator?.Code ?? "platform"}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}{(Language is { } language ? "." + language.ToString().ToLowerInvariant() : "")}.{Format.ToString().ToLowerInvariant()}");
}
