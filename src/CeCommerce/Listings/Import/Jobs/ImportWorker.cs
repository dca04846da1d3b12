using System.Text;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings.Import;

/// <summary>Runs the jobs that were sent in, one at a time, and goes on with those that a killed server left. Any server that has the file may.</summary>
internal sealed class ImportWorker(IServiceScopeFactory scopes, ImportUploads uploads, ILogger<ImportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // A job that a failure interrupted stays as it is and is taken up again, here or on another server.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Poll, logger, (ImportJobs jobs, CancellationToken token) => RunWaitingAsync(jobs, token), stoppingToken);

    private async Task<int> RunWaitingAsync(ImportJobs jobs, CancellationToken cancellationToken)
    {
        var waiting = await jobs.WaitingAsync(cancellationToken);
        foreach (var job in waiting.Where(job => File.Exists(uploads.PathOf(job.OperatorId.Value, job.UploadId!.Value))))
        {
            await using var own = scopes.CreateAsyncScope();
            await RunAsync(own.ServiceProvider, job.Id, cancellationToken);
        }

        return waiting.Count;
    }

    private async Task RunAsync(IServiceProvider services, ImportJobId id, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<ImportJobs>();
        await using var held = await jobs.TryHoldAsync(id, cancellationToken);
        if (held is null)
        {
            return;
        }

        var job = held.Job;
        var owner = await services.GetRequiredService<CommerceDatabase>().Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == job.OperatorId, cancellationToken);
        var opened = await StockSource.OpenAsync(uploads.PathOf(job.OperatorId.Value, job.UploadId!.Value), Encoding.UTF8.GetBytes(job.Mapping!), cancellationToken);
        try
        {
            var failure = opened.Try(out var stock, out var refused) ? (await ReadAsync(services, job, stock, owner, cancellationToken)).Error : refused;
            await jobs.FinishAsync(job, failure, cancellationToken);
        }
        catch (JobTakenOver)
        {
            // Cancelled, or this server's session was lost and another one goes on.
        }
    }

    private static async Task<Outcome<ImportCounts>> ReadAsync(IServiceProvider services, ImportJob job, StockSource stock, Operator owner, CancellationToken cancellationToken)
    {
        var import = services.GetRequiredService<StockImport>();
        var wish = new ImportWish(job.Requester(), job.Publish, job.DryRun);
        if (!job.DryRun)
        {
            return await import.RunAsync(job, stock, owner, wish, Silence.Instance, cancellationToken);
        }

        var listener = new RehearsedRows(services.GetRequiredService<CommerceDatabase>(), job);
        await listener.ForgetAsync(cancellationToken);
        return await import.TryOutAsync(stock, owner, wish, listener, cancellationToken);
    }

    private sealed class Silence : IImportListener
    {
        public static readonly Silence Instance = new();

        public ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void OnProgress(ImportProgress progress)
        {
        }
    }
}

/// <summary>Keeps what a dry run says of each row with its job, and nothing else.</summary>
internal sealed class RehearsedRows(CommerceDatabase database, ImportJob job) : IImportListener
{
    private readonly BulkRows _rows = new(database, typeof(ImportedRow));
    private JobProgress _progress = new(job.Id, 0, default);

    /// <summary>A dry run that was interrupted begins anew.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"WITH gone AS (DELETE FROM listings.import_rows WHERE job_id = {job.Id.Value}) UPDATE listings.import_jobs SET last_row = 0 WHERE id = {job.Id.Value}", cancellationToken);

    public async ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            _rows.Add(row with { JobId = job.Id });
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)database.Database.GetDbConnection();
        var moved = _progress.To(rows[^1].Row, rows.Aggregate(_progress.Counts, (counts, row) => counts.With(row.Outcome)));
        await moved.SaveAsync(connection, _progress.LastRow, cancellationToken);
        await _rows.WriteAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _rows.Clear();
        _progress = moved;
    }

    public void OnProgress(ImportProgress progress) => _progress.BytesRead = progress.BytesRead;
}
