using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings.Import;

/// <summary>
/// Opens jobs, hands each to one process at a time, and ends them. A process holds a job by a lock of its database session, which the
/// database drops the moment the process is gone: no lease to wait for, and no two at once.
/// </summary>
internal sealed class ImportJobs(CommerceDatabase database, NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>The unfinished job of the same command (same operator, file, mapping and wish) that nobody works on any more, or a new one.</summary>
    public async Task<HeldJob> ResumeOrOpenAsync(Operator owner, StockSource stock, ImportWish wish, CancellationToken cancellationToken)
    {
        var unfinished = await database.Set<ImportJob>().AsNoTracking()
            .Where(x => x.OperatorId == owner.Id && x.State == ImportJobState.Running && x.UploadId == null
                && x.FileDigest == stock.Digest && x.MappingDigest == stock.MappingDigest && x.Publish == wish.Publish)
            .OrderByDescending(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);
        foreach (var id in unfinished)
        {
            if (await TryHoldAsync(id, cancellationToken) is { } held)
            {
                return held;
            }
        }

        var job = ImportJob.Of(TypedId.New<ImportJobId>(clock.GetUtcNow()), owner, stock, wish, clock.GetUtcNow());
        job.Start(clock.GetUtcNow());
        database.Add(job);
        var hold = await LockAsync(job.Id, cancellationToken) ?? throw new InvalidOperationException("A new job is held already.");
        await database.SaveChangesAsync(cancellationToken);
        database.ChangeTracker.Clear();
        return new(job, hold);
    }

    /// <summary>The oldest unfinished jobs of uploaded lists, at most 50.</summary>
    public Task<List<ImportJob>> WaitingAsync(CancellationToken cancellationToken) => database.Set<ImportJob>().AsNoTracking()
        .Where(x => x.UploadId != null && (x.State == ImportJobState.Queued || x.State == ImportJobState.Running))
        .OrderBy(x => x.Id).Take(50).ToListAsync(cancellationToken);

    /// <summary>Takes an unfinished job when no living process has it; read again once it is ours.</summary>
    public async Task<HeldJob?> TryHoldAsync(ImportJobId id, CancellationToken cancellationToken)
    {
        if (await LockAsync(id, cancellationToken) is not { } hold)
        {
            return null;
        }

        var job = await database.Set<ImportJob>().SingleAsync(x => x.Id == id, cancellationToken);
        if (job.State is not (ImportJobState.Queued or ImportJobState.Running))
        {
            await hold.DisposeAsync();
            return null;
        }

        job.Start(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        database.ChangeTracker.Clear();
        return new(job, hold);
    }

    /// <summary>Ends a job; one that was cancelled meanwhile stays so.</summary>
    /// <param name="failure">Why the file could not be used; null when every row has its outcome.</param>
    public async Task FinishAsync(ImportJob job, IUserError? failure, CancellationToken cancellationToken)
    {
        var (state, now) = (failure is null ? ImportJobState.Done : ImportJobState.Failed, clock.GetUtcNow());
        var text = failure is null ? null : $"{failure.Message.Ja} {failure.Message.En}";
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ended = await database.Set<ImportJob>().Where(x => x.Id == job.Id && x.State == ImportJobState.Running)
            .ExecuteUpdateAsync(x => x.SetProperty(j => j.State, state).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Failure, text), cancellationToken);
        if (ended == 1)
        {
            database.Tell(EventRecord.Of(ImportEvents.Finished, job.Id, job.OperatorId.Value, now, new { state }));
            await database.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection?> LockAsync(ImportJobId id, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended($1, 11))", connection) { Parameters = { new() { Value = id.ToString() } } };
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            return connection;
        }

        await connection.DisposeAsync();
        return null;
    }
}

/// <summary>A job that this process alone works on; disposing lets go of it.</summary>
internal sealed class HeldJob(ImportJob job, NpgsqlConnection hold) : IAsyncDisposable
{
    public ImportJob Job => job;

    public async ValueTask DisposeAsync()
    {
        // Closing alone would return the session to the pool with its lock.
        await using (hold)
        {
            try
            {
                await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", hold);
                await command.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                // A broken session has lost its locks already.
            }
        }
    }
}
