using CeCommerce.Import.Writing;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Import.Jobs;

/// <summary>
/// Opens jobs, hands each to one process at a time, and ends them. A process holds a job by a lock of its database session, which the
/// database drops the moment the process is gone: no lease to wait for, and no two at once.
/// </summary>
internal sealed class ImportJobs(CommerceDatabase database, DirectDatabase sessions, TimeProvider clock)
{
    /// <summary>
    /// The unfinished job of the same command (same operator, file, mapping and wish) that nobody works on any more, or a new one. After
    /// another import of the operator the rows that were taken in may say something else by now: then the list is read from its start.
    /// </summary>
    public async Task<HeldJob> ResumeOrOpenAsync(Operator owner, StockSource stock, ImportWish wish, CancellationToken cancellationToken)
    {
        var unfinished = await database.Set<ImportJob>().AsNoTracking()
            .Where(x => x.OperatorId == owner.Id && x.State == ImportJobState.Running && x.UploadId == null
                && x.FileDigest == stock.Digest && x.MappingDigest == stock.MappingDigest && x.Publish == wish.Publish)
            .OrderByDescending(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);
        foreach (var id in unfinished)
        {
            if (await TryHoldAsync(id, cancellationToken) is not { } held)
            {
                continue;
            }

            try
            {
                if (!await IsOvertakenAsync(held.Job, cancellationToken))
                {
                    return held;
                }

                await FinishAsync(held.Job, new ImportOvertaken(), cancellationToken);
            }
            catch
            {
                await held.DisposeAsync();
                throw;
            }

            await held.DisposeAsync();
        }

        var job = ImportJob.Of(TypedId.New<ImportJobId>(clock.GetUtcNow()), owner, stock, wish, clock.GetUtcNow());
        job.Start(clock.GetUtcNow());
        database.Add(job);
        return await HoldAsync(job.Id, async () =>
        {
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
            return job;
        }, cancellationToken) ?? throw new InvalidOperationException("A new job is held already.");
    }

    /// <summary>Unfinished jobs of uploaded lists, oldest first.</summary>
    public Task<List<WaitingImport>> WaitingAsync(CancellationToken cancellationToken) => Unfinished().OrderBy(x => x.Id)
        .Select(x => new WaitingImport(x.Id, x.OperatorId, x.UploadId!.Value, x.CreatedAt)).Take(1_000).ToListAsync(cancellationToken);

    /// <summary>The uploads that unfinished jobs still need.</summary>
    public Task<HashSet<Guid>> WantedUploadsAsync(CancellationToken cancellationToken) => Unfinished().Select(x => x.UploadId!.Value).ToHashSetAsync(cancellationToken);

    /// <summary>Takes an unfinished job when no living process has it; one that is cancelled meanwhile stays so.</summary>
    public Task<HeldJob?> TryHoldAsync(ImportJobId id, CancellationToken cancellationToken) => HoldAsync(id, async () =>
    {
        var now = clock.GetUtcNow();
        var started = await database.Set<ImportJob>().Where(x => x.Id == id && (x.State == ImportJobState.Queued || x.State == ImportJobState.Running)).ExecuteUpdateAsync(
            x => x.SetProperty(j => j.State, ImportJobState.Running).SetProperty(j => j.StartedAt, j => j.StartedAt ?? now).SetProperty(j => j.Attempts, j => j.Attempts + 1),
            cancellationToken);
        return started == 1 ? await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken) : null;
    }, cancellationToken);

    /// <summary>Ends a job; one that was cancelled meanwhile stays so.</summary>
    /// <param name="failure">Why the file could not be used; null when every row has its outcome.</param>
    public async Task FinishAsync(ImportJob job, IUserError? failure, CancellationToken cancellationToken)
    {
        var (state, now) = (failure is null ? ImportJobState.Done : ImportJobState.Failed, clock.GetUtcNow());
        var why = failure is null ? null : new ImportFailure(failure.Code, failure.Message);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ended = await database.Set<ImportJob>().Where(x => x.Id == job.Id && x.State == ImportJobState.Running).ExecuteUpdateAsync(
            x => x.SetProperty(j => j.State, state).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Failure, why)
                .SetProperty(j => j.BytesRead, j => failure == null ? j.BytesTotal : j.BytesRead),
            cancellationToken);
        if (ended == 1)
        {
            database.Tell(EventRecord.Of(ImportEvents.Finished, job.Id, job.OperatorId.Value, now, new { state }));
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Ends an import before its last row; whoever reads it stops at the next chunk, and what is stored stays.</summary>
    public async Task<Outcome<ImportJob>> CancelAsync(Caller caller, ImportJobId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var cancelled = await database.Set<ImportJob>().VisibleTo(caller).Where(x => x.Id == id && (x.State == ImportJobState.Queued || x.State == ImportJobState.Running))
            .ExecuteUpdateAsync(x => x.SetProperty(j => j.State, ImportJobState.Cancelled).SetProperty(j => j.FinishedAt, now), cancellationToken);
        if (await database.Set<ImportJob>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } job)
        {
            return new ImportNotFound(id.ToString(), "input", "id");
        }

        if (cancelled == 0)
        {
            return new ImportEnded(job.State, "input", "id");
        }

        database.Note(HistoryEntry.Of(id, "cancelled", caller, now));
        database.Tell(EventRecord.Of(ImportEvents.Finished, id, job.OperatorId.Value, now, new { job.State }));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    private IQueryable<ImportJob> Unfinished() => database.Set<ImportJob>().AsNoTracking()
        .Where(x => x.UploadId != null && (x.State == ImportJobState.Queued || x.State == ImportJobState.Running));

    private Task<bool> IsOvertakenAsync(ImportJob job, CancellationToken cancellationToken) => database.Set<ImportJob>()
        .AnyAsync(x => x.OperatorId == job.OperatorId && x.Id != job.Id && !x.DryRun && x.StartedAt > job.StartedAt, cancellationToken);

    /// <summary>Null when another process has the job or <paramref name="start"/> says that there is nothing to do; then, and when it throws, nothing stays locked.</summary>
    private async Task<HeldJob?> HoldAsync(ImportJobId id, Func<Task<ImportJob?>> start, CancellationToken cancellationToken)
    {
        if (await SessionLock.TryAsync(sessions, id.ToString(), cancellationToken) is not { } hold)
        {
            return null;
        }

        try
        {
            if (await start() is { } job)
            {
                return new(job, hold);
            }
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }

        await hold.DisposeAsync();
        return null;
    }
}

/// <summary>A job that no worker has brought to its end yet.</summary>
internal sealed record WaitingImport(ImportJobId Id, OperatorId OperatorId, Guid UploadId, DateTimeOffset CreatedAt);

/// <summary>A job that this process alone works on; disposing lets go of it.</summary>
internal sealed class HeldJob(ImportJob job, SessionLock hold) : IAsyncDisposable
{
    public ImportJob Job => job;

    public ValueTask DisposeAsync() => hold.DisposeAsync();
}
