using System.Text;
using CeCommerce.Import.Writing;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>Runs the jobs that were sent in, one at a time, and goes on with those that a killed server left. Any server that has the file may.</summary>
internal sealed partial class ImportWorker(IServiceScopeFactory scopes, ImportUploads uploads, TimeProvider clock, ILogger<ImportWorker> logger) : BackgroundService
{
    /// <summary>A job that is interrupted so often without getting any further will not fare better the next time.</summary>
    private const int MostAttempts = 5;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    /// <summary>So long a file that is not here may still be another server's.</summary>
    private static readonly TimeSpan Elsewhere = TimeSpan.FromMinutes(10);

    private long? _swept;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Poll, logger, (ImportJobs jobs, CancellationToken token) => RunWaitingAsync(jobs, token), stoppingToken);

    private async Task<int> RunWaitingAsync(ImportJobs jobs, CancellationToken cancellationToken)
    {
        if (_swept is not { } swept || clock.GetElapsedTime(swept) > BetweenSweeps)
        {
            _swept = clock.GetTimestamp();
            uploads.Sweep(await jobs.WantedUploadsAsync(cancellationToken));
        }

        var waiting = await jobs.WaitingAsync(cancellationToken);
        foreach (var job in waiting.Where(job => uploads.Has(job.OperatorId.Value, job.UploadId) || clock.GetUtcNow() > job.CreatedAt + Elsewhere))
        {
            try
            {
                await using var own = scopes.CreateAsyncScope();
                await RunAsync(own.ServiceProvider, job.Id, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // The job stays as it is and is taken up again, here or on another server; the next one is not made to wait.
                Interrupted(logger, failure, job.Id);
            }
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
        try
        {
            await jobs.FinishAsync(job, await ReadAsync(services, job, cancellationToken), cancellationToken);
        }
        catch (JobTakenOver)
        {
            // Cancelled, or this server's session was lost and another one goes on.
            return;
        }

        await uploads.ReleaseAsync(job, jobs, cancellationToken);
    }

    /// <summary>Why it could not be read to its end; null when it was.</summary>
    private async Task<IUserError?> ReadAsync(IServiceProvider services, ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Attempts > MostAttempts)
        {
            return new ImportInterrupted(job.LastRow);
        }

        var (database, import) = (services.GetRequiredService<CommerceDatabase>(), services.GetRequiredService<StockImport>());
        var opened = await StockSource.OpenAsync(uploads.PathOf(job.OperatorId.Value, job.UploadId!.Value), Encoding.UTF8.GetBytes(job.Mapping!), cancellationToken);
        if (!opened.Try(out var stock, out var refused))
        {
            return refused is StockFileUnreadable ? new ImportUploadGone() : refused;
        }

        var owner = await database.Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == job.OperatorId, cancellationToken);
        var wish = new ImportWish(job.Requester(), job.Publish, job.DryRun);
        if (!job.DryRun)
        {
            return (await import.RunAsync(job, stock, owner, wish, Silence.Instance, cancellationToken)).Error;
        }

        var listener = new RehearsedRows(database, job, clock);
        await listener.ForgetAsync(cancellationToken);
        return (await import.TryOutAsync(stock, owner, wish, listener, cancellationToken)).Error;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The import {Job} was interrupted and will be taken up again.")]
    private static partial void Interrupted(ILogger logger, Exception failure, ImportJobId job);

    private sealed class Silence : IImportListener
    {
        public static readonly Silence Instance = new();

        public ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void OnProgress(ImportProgress progress)
        {
        }
    }
}

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

    public void OnProgress(ImportProgress progress) => _progress.BytesRead = progress.BytesRead;
}
