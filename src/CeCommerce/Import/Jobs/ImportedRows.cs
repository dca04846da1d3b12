using System.Runtime.CompilerServices;
using System.Text.Json;
using CeCommerce.Import.Writing;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>Reads back what became of a job's rows, a batch at a time.</summary>
internal sealed class ImportedRows(NpgsqlDataSource source)
{
    private const int Batch = 1_000;

    public async IAsyncEnumerable<IReadOnlyList<ImportedRow>> OfAsync(ImportJobId job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0; ;)
        {
            var rows = await ReadAsync(job, after, cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            yield return rows;
            after = rows[^1].Row;
        }
    }

    private async Task<List<ImportedRow>> ReadAsync(ImportJobId job, int after, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT row, source_id, outcome, listing_id, findings::text FROM listings.import_rows WHERE job_id = $1 AND row > $2 ORDER BY row LIMIT $3");
        command.Parameters.Add(new() { Value = job.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = Batch });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ImportedRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(
                job,
                reader.GetInt32(0),
                await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1),
                Enum.Parse<ImportOutcome>(reader.GetString(2)),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : new(reader.GetGuid(3)),
                JsonSerializer.Deserialize<List<RowFinding>>(reader.GetString(4), CommerceJson.Options)!));
        }

        return rows;
    }
}
