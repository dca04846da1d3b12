using CeCommerce.Operators;
using CeCommerce.Platform.Events;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>How far a job is, and the means to write that in the transaction that makes it true.</summary>
internal sealed class JobProgress(ImportJobId job, int lastRow, ImportCounts counts)
{
    public ImportJobId Job => job;

    /// <summary>Row of the file up to which everything is stored.</summary>
    public int LastRow { get; private set; } = lastRow;

    public ImportCounts Counts { get; private set; } = counts;

    /// <summary>Bytes of the file that the reader has taken; for the bar, nothing depends on it.</summary>
    public long BytesRead { get; set; }

    public JobProgress To(int row, ImportCounts reached) => new(job, row, reached) { BytesRead = BytesRead };

    public void Moved(JobProgress there) => (LastRow, Counts) = (there.LastRow, there.Counts);

    /// <summary>Throws <see cref="JobTakenOver"/> when another process moved the job on since <paramref name="from"/>, or a newer import of the operator has begun.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, int from, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE listings.import_jobs
            SET last_row = $2, rows_read = $3, published = $4, drafted = $5, refused = $6, unchanged = $7, bytes_read = $8,
                attempts = CASE WHEN dry_run THEN attempts ELSE 0 END
            WHERE id = $1 AND last_row = $9 AND state = 'Running' AND (dry_run OR NOT EXISTS (
                SELECT FROM listings.import_jobs newer
                WHERE newer.operator_id = import_jobs.operator_id AND newer.id > $1 AND newer.started_at IS NOT NULL AND NOT newer.dry_run))
            """,
            connection);
        object[] values = [job.Value, LastRow, Counts.Read, Counts.Published, Counts.Drafted, Counts.Refused, Counts.Unchanged, BytesRead, from];
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new JobTakenOver();
        }
    }

    public EventRecord Event(OperatorId owner, DateTimeOffset now) =>
        ImportEvents.Reached(job, owner.Value, new(LastRow, Counts.Read), now);
}

/// <summary>The job was cancelled, was overtaken, or another process goes on with it; this one has nothing more to do.</summary>
internal sealed class JobTakenOver() : Exception("The import is in other hands now.");
