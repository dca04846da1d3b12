using CeCommerce.Import.Writing;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>Keeps what a dry run says of each row with its job, and nothing else.</summary>
internal sealed class RehearsedRows(CommerceDatabase database, ImportJob job, TimeProvider clock) : IImportListener
{
    private readonly BulkRows _rows = new(database, typeof(ImportedRow));
    private JobProgress _progress = new(job.Id, 0, default);

    /// <summary>A dry run that was interrupted begins anew.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"WITH gone AS (DELETE FROM listings.import_rows WHERE job_id = {job.Id.Value}) UPDATE listings.import_jobs SET last_row = 0 WHERE id = {job.Id.Value}", cancellationToken);

    public async ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken) => await StockImport.NoteColumnsAsync(database, job.Id, file, cancellationToken);

    public async ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            await StoreAsync(rows, cancellationToken);
        }
        catch (Exception failure) when (RowFailure.IsOfARow(failure) && rows is not [{ HasFailed: true }])
        {
            // Some row cannot be told of: halved until it is alone, and told of in other words.
            var half = rows.Count / 2;
            await OnRowsAsync(half == 0 ? [rows[0].Failed()] : [.. rows.Take(half)], cancellationToken);
            if (half > 0)
            {
                await OnRowsAsync([.. rows.Skip(half)], cancellationToken);
            }
        }
    }

    public void OnProgress(ImportProgress progress) => _progress.BytesRead = progress.BytesRead;

    private async Task StoreAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
    {
        _rows.Clear();
        database.ChangeTracker.Clear();
        foreach (var row in rows)
        {
            _rows.Add(row with { JobId = job.Id });
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)database.Database.GetDbConnection();
        var moved = _progress.To(rows[^1].Row, rows.Aggregate(_progress.Counts, (counts, row) => counts.With(row.Outcome)));
        await moved.SaveAsync(connection, _progress.LastRow, cancellationToken);
        await _rows.WriteAsync(connection, cancellationToken);
        database.Tell(moved.Event(job.OperatorId, clock.GetUtcNow()));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        database.ChangeTracker.Clear();
        _rows.Clear();
        _progress = moved;
    }
}
