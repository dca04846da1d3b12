using System.Text;
using CeCommerce.Import.Writing;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>
/// Runs the jobs that were sent in, and goes on with those that a killed server left. Any server that has the file may. Operators take
/// turns and do not wait for each other: each has one import running at most, and a few of them run at a time.
/// </summary>
internal sealed partial class ImportWorker(IServiceScopeFactory scopes, ImportUploads uploads, TimeProvider clock, ILogger<ImportWorker> logger) : BackgroundService
{
    /// <summary>A job that is interrupted so often without getting any further will not fare better the next time.</summary>
    private const int MostAttempts = 5;

    /// <summary>Operators whose imports run here at a time; each keeps a reader and a writer busy.</summary>
    private const int MostTogether = 4;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, Task> _running = [];

    /// <summary>When each operator had its last turn, counted in turns.</summary>
    private readonly Dictionary<Guid, long> _turns = [];
    private long? _swept;

    /// <summary>How long a job may stand still.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Sweep.RepeatAsync(scopes, Poll, logger, (ImportJobs jobs, CancellationToken token) => RunWaitingAsync(jobs, token), stoppingToken);
        await Task.WhenAll(_running.Values);
    }

    private async Task<int> RunWaitingAsync(ImportJobs jobs, CancellationToken cancellationToken)
    {
        while (true)
        {
            await SweepAsync(jobs, cancellationToken);
            foreach (var (owner, _) in _running.Where(pair => pair.Value.IsCompleted).ToList())
            {
                _running.Remove(owner);
            }

            await StartAsync(jobs, cancellationToken);
            if (_running.Count == 0)
            {
                return 0;
            }

            // A job that ends makes room at once; while one runs, others are looked for every second.
            await Task.WhenAny([.. _running.Values, Task.Delay(Poll, cancellationToken)]);
        }
    }

    private async Task SweepAsync(ImportJobs jobs, CancellationToken cancellationToken)
    {
        if (_swept is not { } swept || clock.GetElapsedTime(swept) > BetweenSweeps)
        {
            _swept = clock.GetTimestamp();
            uploads.Sweep(await jobs.WantedUploadsAsync(cancellationToken));
        }
    }

    private async Task StartAsync(ImportJobs jobs, CancellationToken cancellationToken)
    {
        var waiting = await jobs.WaitingAsync(cancellationToken);
        var ready = waiting
            .Where(job => !_running.ContainsKey(job.OperatorId))
            .Where(job => uploads.Has(job.OperatorId, job.UploadId) || clock.GetUtcNow() > job.Since + ImportQueue.Elsewhere)
            .OrderBy(job => _turns.GetValueOrDefault(job.OperatorId)).ThenBy(job => job.Id)
            .Take(MostTogether - _running.Count);
        foreach (var job in ready)
        {
            _turns[job.OperatorId] = _turns.Count == 0 ? 1 : _turns.Values.Max() + 1;
            _running[job.OperatorId] = Task.Run(() => RunAsync(job, cancellationToken), CancellationToken.None);
        }
    }

    /// <summary>Never throws: what interrupts a job is logged.</summary>
    private async Task RunAsync(WaitingImport job, CancellationToken cancellationToken)
    {
        try
        {
            await using var own = scopes.CreateAsyncScope();
            if (await RunAsync(own.ServiceProvider, job, cancellationToken))
            {
                return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            // The job stays as it is and is taken up again, here or on another server.
            Interrupted(logger, failure, new(job.Id));
        }

        await Task.Delay(Poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>False when it is not this server's to run now.</summary>
    private async Task<bool> RunAsync(IServiceProvider services, WaitingImport waiting, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<ImportJobs>();
        await using var held = await jobs.TryHoldAsync(new(waiting.Id), new(waiting.OperatorId), cancellationToken);
        if (held is null)
        {
            return false;
        }

        var job = held.Job;
        try
        {
            await jobs.FinishAsync(job, await ReadAsync(services, job, cancellationToken), cancellationToken);
        }
        catch (JobTakenOver)
        {
            // Cancelled or overtaken, or this server's session was lost and another one goes on.
            return true;
        }

        await uploads.ReleaseAsync(job, jobs, cancellationToken);
        return true;
    }

    /// <summary>Why it could not be read to its end; null when it was.</summary>
    private async Task<IUserError?> ReadAsync(IServiceProvider services, ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Attempts > MostAttempts)
        {
            return new ImportInterrupted(job.LastRow);
        }

        if (!job.DryRun && await services.GetRequiredService<ImportQueue>().IsOvertakenAsync(job, cancellationToken))
        {
            return new ImportOvertaken(ReadAgain: false);
        }

        var opened = await StockSource.OpenAsync(uploads.PathOf(job.OperatorId.Value, job.UploadId!.Value), Encoding.UTF8.GetBytes(job.Mapping!), cancellationToken);
        if (!opened.Try(out var stock, out var refused))
        {
            return refused is StockFileUnreadable ? new ImportUploadGone() : refused;
        }

        var database = services.GetRequiredService<CommerceDatabase>();
        var rehearsed = job.DryRun ? new RehearsedRows(database, job, clock) : null;
        await using var watch = new JobWatch(services.GetRequiredService<NpgsqlDataSource>(), job.Id, rehearsed ?? (IImportListener)Silence.Instance, Patience, cancellationToken);
        try
        {
            return await ReadAsync(services, job, stock, watch, rehearsed);
        }
        catch (OperationCanceledException) when (watch.IsStuck)
        {
            return new ImportStuck(Patience.TotalMinutes);
        }
        catch (OperationCanceledException) when (watch.HasEnded)
        {
            throw new JobTakenOver();
        }
    }

    private static async Task<IUserError?> ReadAsync(IServiceProvider services, ImportJob job, StockSource stock, JobWatch watch, RehearsedRows? rehearsed)
    {
        var import = services.GetRequiredService<StockImport>();
        var owner = await services.GetRequiredService<CommerceDatabase>().Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == job.OperatorId, watch.Stop);
        var wish = new ImportWish(job.Requester(), job.Publish, job.DryRun);
        if (rehearsed is null)
        {
            return (await import.RunAsync(job, stock, owner, wish, watch, watch.Stop)).Error;
        }

        await rehearsed.ForgetAsync(watch.Stop);
        return (await import.TryOutAsync(stock, owner, wish, watch, watch.Stop)).Error;
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
