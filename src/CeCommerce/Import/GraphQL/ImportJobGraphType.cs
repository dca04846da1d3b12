using CeCommerce.Import.Jobs;
using GraphQL.Types;

namespace CeCommerce.Import.GraphQL;

/// <summary>What GraphQL shows of an import.</summary>
internal sealed class ImportJobGraphType : ObjectGraphType<ImportJob>
{
    public ImportJobGraphType()
    {
        Name = "ImportJob";
        Description = "One import of one stock list.";
        Field(x => x.Id).Description("Global id, `imj_…`.");
        Field(x => x.State).Description("Where it stands.");
        Field(x => x.FileName).Description("Name of the file as its sender called it.");
        Field(x => x.Publish).Description("Whether what meets the standards goes on the shelf.");
        Field(x => x.DryRun).Description("Whether only the report is wanted.");
        Field("rowsRead", x => x.Counts.Read).Description("Rows that have their outcome.");
        Field("published", x => x.Counts.Published).Description("Rows whose listing is on the shelf.");
        Field("drafted", x => x.Counts.Drafted).Description("Rows whose listing is kept but not on the shelf.");
        Field("refused", x => x.Counts.Refused).Description("Rows that cannot be an item.");
        Field("unchanged", x => x.Counts.Unchanged).Description("Rows that say what is stored already.");
        Field("progress", x => x.BytesTotal == 0 ? 0 : Math.Min(1, (double)x.BytesRead / x.BytesTotal)).Description("Share of the file that has been read, 0 to 1.");
        Field("rowsPerSecond", x => Rate(x), nullable: true).Description("Rows a second over the whole run; null until it has finished.");
        Field("failure", x => x.Failure == null ? null : x.Failure.Message, nullable: true).Description("Why it ended before its last row, and what to do.");
        Field("failureCode", x => x.Failure == null ? null : x.Failure.Code, nullable: true).Description("Code of the refusal that `failure` words.");
        Field(x => x.UnusedColumns).Description("Columns of the file that the mapping does not use; empty until the file has been opened.");
        Field(x => x.CreatedAt).Description("When it was taken in.");
        Field(x => x.StartedAt, nullable: true).Description("When a worker took it up.");
        Field(x => x.FinishedAt, nullable: true).Description("When its last row had its outcome.");
    }

    private static double? Rate(ImportJob job) => job is { StartedAt: { } start, FinishedAt: { } end } && end > start
        ? job.Counts.Read / (end - start).TotalSeconds
        : null;
}
