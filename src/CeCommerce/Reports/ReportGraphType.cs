using CeCommerce.Reports.Document;
using GraphQL.Types;

namespace CeCommerce.Reports;

/// <summary>What GraphQL shows of a report.</summary>
internal sealed class ReportGraphType : ObjectGraphType<Report>
{
    public ReportGraphType()
    {
        Name = "Report";
        Description = "A report that was asked for. Once drawn it is sealed: whoever draws the same operator, period and as-of instant again gets the same content hash.";
        Field(x => x.Id).Description("Global id, `rpt_…`.");
        Field("kind", x => x.OperatorId == null ? ReportKind.Platform : ReportKind.Operator).Description("About whom it is.");
        Field(x => x.Operator, nullable: true).Description("Whose it is; null for the platform's own.");
        Field(x => x.State).Description("Where it stands.");
        Field(x => x.From).Description("First day of the period, in Japan.");
        Field(x => x.To).Description("Last day, inclusive.");
        Field(x => x.AsOf).Description("What was recorded later is left out.");
        Field(x => x.FeedPosition, nullable: true).Description("So is what settled behind this line of the event log; null until it is drawn.");
        Field(x => x.Edition, nullable: true).Description("The edition of the rules that was in use at the as-of instant; null until it is drawn.");
        Field(x => x.ContentHash, nullable: true).Description("SHA-256 of its canonical JSON, which stands on every page; null until it is drawn.");
        Field(x => x.ListingsRead).Description("How many listings were read so far; moves on by the thousand.");
        Field(x => x.Formats).Description("In which formats it is wanted.");
        Field(x => x.Languages).Description("In which languages.");
        Field(x => x.CsvCharset).Description("How the letters of its CSV files are written.");
        Field(x => x.Files).Description("Its files, each as it is made; none is ever altered.");
        Field("failure", x => x.Failure == null ? null : x.Failure.Message, nullable: true).Description("Why it could not be drawn, and what to do.");
        Field("failureCode", x => x.Failure == null ? null : x.Failure.Code, nullable: true).Description("Code of the refusal that `failure` words.");
        Field(x => x.RequestedBy).Description("Who asked for it: app, role and tenant.");
        Field(x => x.Schedule, nullable: true).Description("The schedule that asked for it; null when a person did.");
        Field(x => x.CreatedAt).Description("When it was asked for.");
        Field(x => x.StartedAt, nullable: true).Description("When a worker took it up.");
        Field(x => x.FinishedAt, nullable: true).Description("When its last file was there.");
    }
}

/// <summary>What GraphQL shows of a report's file.</summary>
internal sealed class ReportFileGraphType : ObjectGraphType<ReportFile>
{
    public ReportFileGraphType()
    {
        Name = "ReportFile";
        Description = "A file of a report.";
        Field(x => x.Format).Description("In what it is.");
        Field(x => x.Language, nullable: true).Description("In which language; null for JSON, which has both.");
        Field(x => x.MediaType).Description("Its media type.");
        Field(x => x.Length, type: typeof(LongGraphType)).Description("Bytes.");
        Field(x => x.Sha256).Description("64 hex digits, by which an unaltered copy is told.");
        Field("path", x => $"/reports/{x.ReportId}/files/{x.Sha256}").Description("Where to fetch it on this server, with the same access token.");
    }
}

/// <summary>What GraphQL shows of a record behind a figure.</summary>
internal sealed class RowBehindGraphType : ObjectGraphType<RowBehind>
{
    public RowBehindGraphType()
    {
        Name = "ReportRow";
        Description = "A record that a figure counts.";
        Field(x => x.Kind).Description("What it is.");
        Field("reference", x => x.Id).Description("Its id, such as `lst_…`, by which it is asked for elsewhere; of a verdict that of its listing.");
        Field(x => x.At).Description("When it was recorded.");
        Field(x => x.Title).Description("What it is about, as on record at the as-of instant.");
        Field(x => x.Note, nullable: true).Description("What of it counts; null when the figure says it already.");
    }
}

/// <summary>What GraphQL shows of a schedule.</summary>
internal sealed class ReportScheduleGraphType : ObjectGraphType<ReportSchedule>
{
    public ReportScheduleGraphType()
    {
        Name = "ReportSchedule";
        Description = "A report of every month, drawn on a day of the month after it, as of the end of the month.";
        Field(x => x.Id).Description("`rps_…`.");
        Field(x => x.Operator).Description("Whose.");
        Field(x => x.DayOfMonth).Description("1 to 28, in Japan.");
        Field(x => x.Formats).Description("In which formats.");
        Field(x => x.Languages).Description("In which languages.");
        Field(x => x.NextOn).Description("The day on which it is drawn next.");
        Field(x => x.RequestedBy).Description("Who asked for it: app, role and tenant.");
        Field(x => x.CreatedAt).Description("Since when.");
        Field(x => x.EndedAt, nullable: true).Description("When it was ended; null while it runs.");
    }
}
