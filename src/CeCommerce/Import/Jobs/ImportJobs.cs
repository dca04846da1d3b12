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
/// Opens jobs, hands each to one process at a time when it is its turn (<see cref="ImportQueue"/>), and ends them. A process holds a job by
/// a lock of its database session, which the database drops the moment the process is gone: no lease to wait for, and no two at once.
/// </summary>
internal sealed class ImportJobs(CommerceDatabase database, DirectDatabase sessions, ImportQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The unfinished job of the same command (same operator, file, mapping and wish) that nobody works on any more, or a new one; it is
    /// yet to be started. After another import of the operator the rows that were taken in may say something else by now: then the list
    /// is read from its start.
    /// </summary>
    public async Task<HeldJob> ResumeOrOpenAsync(Operator owner, StockSource stock, ImportWish wish, CancellationToken cancellationToken)
    {
        var unfinished = await database.Set<ImportJob>().AsNoTracking()
            .Where(x => x.OperatorId == owner.Id && (x.State == ImportJobState.Running || x.State == ImportJobState.Queued) && x.UploadId == null
                && x.FileDigest == stock.Digest && x.MappingDigest == stock.MappingDigest && x.Publish == wish.Publish)
            .OrderByDescending(x => x.Id).ToListAsync(cancellationToken);
        foreach (var job in unfinished)
        {
            if (await ResumeAsync(job, cancellationToken) is { } held)
            {
                return held;
            }
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var opened = ImportJob.Of(await NextIdAsync(owner.Id, cancellationToken), owner, stock, wish, clock.GetUtcNow());

        // Held before anybody sees it: as long as this process lives, a newer import waits for it.
        var hold = await sessions.TryLockAsync(opened.Id.ToString(), cancellationToken) ?? throw new InvalidOperationException("A new job is held already.");
        return (await OrLetGoAsync(hold, async () =>
        {
            database.Add(opened);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            database.ChangeTracker.Clear();
            return new HeldJob(opened, hold);
        }))!;
    }

    /// <summary>Waits until it is the job's turn, and starts it.</summary>
    /// <param name="waits">Told once when there is something to wait for.</param>
    /// <exception cref="JobTakenOver">It was cancelled meanwhile.</exception>
    public async Task StartAsync(HeldJob held, Action waits, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            if (await queue.TryTakeAsync(held.Job.Id, held.Job.OperatorId, cancellationToken) is { } turn)
            {
                held.Keep(turn);
                held.Job = await StartedAsync(held.Job.Id, cancellationToken) ?? throw new JobTakenOver();
                return;
            }

            if (!told)
            {
                waits();
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    /// <summary>Each operator's oldest unfinished job of an uploaded list.</summary>
    public Task<List<WaitingImport>> WaitingAsync(CancellationToken cancellationToken) => database.Set<WaitingImport>()
        .FromSql(
            $"""
            SELECT DISTINCT ON (j.operator_id) j.id, j.operator_id, j.upload_id, greatest(j.created_at, (
                SELECT max(e.finished_at) FROM listings.import_jobs e WHERE e.operator_id = j.operator_id)) AS since
            FROM listings.import_jobs j
            WHERE j.upload_id IS NOT NULL AND j.state IN ('Queued', 'Running')
            ORDER BY j.operator_id, j.id
            """)
        .ToListAsync(cancellationToken);

    /// <summary>The uploads that unfinished jobs still need.</summary>
    public Task<HashSet<Guid>> WantedUploadsAsync(CancellationToken cancellationToken) => Unfinished().Where(x => x.UploadId != null)
        .Select(x => x.UploadId!.Value).ToHashSetAsync(cancellationToken);

    /// <summary>
    /// The id of an operator's next job; until the transaction ends nobody opens another one for it. It follows those of all jobs before it,
    /// whatever the clocks of their servers said: the order of ids is that in which lists are taken in.
    /// </summary>
    public async Task<ImportJobId> NextIdAsync(OperatorId owner, CancellationToken cancellationToken)
    {
        await BarOthersAsync(owner, cancellationToken);
        await using var last = new NpgsqlCommand(
            "SELECT id FROM listings.import_jobs WHERE operator_id = $1 ORDER BY id DESC LIMIT 1", (NpgsqlConnection)database.Database.GetDbConnection());
        last.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner.Value });
        var (now, latest) = (clock.GetUtcNow(), await last.ExecuteScalarAsync(cancellationToken) as Guid? ?? Guid.Empty);
        var id = Guid.CreateVersion7(now);
        while (id <= latest)
        {
            now = now > TypedId.TimeOf(latest) ? now.AddMilliseconds(1) : TypedId.TimeOf(latest).AddMilliseconds(1);
            id = Guid.CreateVersion7(now);
        }

        return new(id);
    }

    /// <summary>How many unfinished jobs an operator has; until the transaction ends nobody opens another one for it.</summary>
    public async Task<int> CountUnfinishedAsync(OperatorId owner, CancellationToken cancellationToken)
    {
        await BarOthersAsync(owner, cancellationToken);
        return await Unfinished().CountAsync(x => x.OperatorId == owner && x.UploadId != null, cancellationToken);
    }

    /// <summary>Takes an unfinished job whose turn it is when no living process has it; one that is cancelled meanwhile stays so.</summary>
    public async Task<HeldJob?> TryHoldAsync(ImportJobId id, OperatorId owner, CancellationToken cancellationToken)
    {
        if (await queue.TryTakeAsync(id, owner, cancellationToken) is not { } turn)
        {
            return null;
        }

        return await OrLetGoAsync(turn, async () =>
        {
            // A server of the version before this one knows only this lock.
            if (await sessions.TryLockAsync(id.ToString(), cancellationToken) is not { } hold)
            {
                return null;
            }

            return await OrLetGoAsync(hold, async () => await StartedAsync(id, cancellationToken) is { } job ? new HeldJob(job, hold, turn) : null);
        });
    }

    /// <summary>Ends a job; one that was cancelled meanwhile stays so.</summary>
    /// <param name="failure">Why the file could not be used; null when every row has its outcome.</param>
    public async Task FinishAsync(ImportJob job, IUserError? failure, CancellationToken cancellationToken)
    {
        var (state, now) = (failure is null ? ImportJobState.Done : ImportJobState.Failed, clock.GetUtcNow());
        var why = failure is null ? null : ImportFailure.Of(failure);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ended = await database.Set<ImportJob>().Where(x => x.Id == job.Id && (x.State == ImportJobState.Running || x.State == ImportJobState.Queued)).ExecuteUpdateAsync(
            x => x.SetProperty(j => j.State, state).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Failure, why)
                .SetProperty(j => j.BytesRead, j => failure == null ? j.BytesTotal : j.BytesRead),
            cancellationToken);
        if (ended == 1)
        {
            // As those of its rows were written; a command would work out EF's way of doing so for this line alone.
            var line = new BulkRows(database, typeof(EventRecord));
            line.Add(ImportEvents.EndedAs(state, job.Id, job.OperatorId.Value, now));
            await line.WriteAsync((NpgsqlConnection)database.Database.GetDbConnection(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Ends an import before its last row; whoever reads it stops within a second, and what is stored stays.</summary>
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
        database.Tell(ImportEvents.EndedAs(job.State, id, job.OperatorId.Value, now));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    private IQueryable<ImportJob> Unfinished() => database.Set<ImportJob>().AsNoTracking()
        .Where(x => x.State == ImportJobState.Queued || x.State == ImportJobState.Running);

    private async Task<HeldJob?> ResumeAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (await sessions.TryLockAsync(job.Id.ToString(), cancellationToken) is not { } hold)
        {
            return null;
        }

        return await OrLetGoAsync(hold, async () =>
        {
            if (!await queue.IsOvertakenAsync(job, cancellationToken))
            {
                return new HeldJob(job, hold);
            }

            await FinishAsync(job, new ImportOvertaken(ReadAgain: true), cancellationToken);
            return null;
        });
    }

    /// <summary>The job as it is from now on; null when it has ended.</summary>
    private async Task<ImportJob?> StartedAsync(ImportJobId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var started = await database.Set<ImportJob>().Where(x => x.Id == id && (x.State == ImportJobState.Queued || x.State == ImportJobState.Running)).ExecuteUpdateAsync(
            x => x.SetProperty(j => j.State, ImportJobState.Running).SetProperty(j => j.StartedAt, j => j.StartedAt ?? now).SetProperty(j => j.Attempts, j => j.Attempts + 1),
            cancellationToken);
        if (started == 0)
        {
            return null;
        }

        var job = await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        await EndDeadAsync(job, cancellationToken);
        return job;
    }

    /// <summary>Whose turn it is knows that no process lives that worked on an older command: what such a one left can only be read from its start by now.</summary>
    private async Task EndDeadAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (job.DryRun)
        {
            return;
        }

        var dead = await Unfinished().Where(x => x.OperatorId == job.OperatorId && x.UploadId == null && x.CreatedAt < job.CreatedAt && x.Id != job.Id).ToListAsync(cancellationToken);
        foreach (var older in dead)
        {
            await FinishAsync(older, new ImportOvertaken(ReadAgain: false), cancellationToken);
        }
    }

    /// <summary>Until the transaction ends nobody else opens a job for the operator.</summary>
    private Task<int> BarOthersAsync(OperatorId owner, CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock(hashtextextended({$"imports asked by {owner}"}, 11))", cancellationToken);

    /// <summary>Nothing stays locked when there is nothing to hold, or when asking fails.</summary>
    private static async Task<HeldJob?> OrLetGoAsync(IAsyncDisposable hold, Func<Task<HeldJob?>> take)
    {
        HeldJob? held = null;
        try
        {
            return held = await take();
        }
        finally
        {
            if (held is null)
            {
                await hold.DisposeAsync();
            }
        }
    }
}

/// <summary>The job of an operator that is next.</summary>
/// <param name="Since">When it became so.</param>
internal sealed record WaitingImport(Guid Id, Guid OperatorId, Guid UploadId, DateTimeOffset Since);

/// <summary>A job that this process alone works on; disposing lets go of it.</summary>
internal sealed class HeldJob(ImportJob job, params IAsyncDisposable[] holds) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _holds = [.. holds];

    public ImportJob Job { get; set; } = job;

    /// <summary>Lets go of that, too, in the end.</summary>
    public void Keep(IAsyncDisposable hold) => _holds.Add(hold);

    public async ValueTask DisposeAsync()
    {
        foreach (var hold in _holds)
        {
            await hold.DisposeAsync();
        }
    }
}
