using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import.Jobs;

/// <summary>
/// Of an operator's imports one runs at a time, over all server processes and commands, in the order in which they were asked for: rows
/// of an older list never come over those of a newer one. Who runs has the operator's name to itself (<see cref="DirectDatabase.TryLockAsync"/>).
/// </summary>
internal sealed class ImportQueue(CommerceDatabase database, DirectDatabase sessions, TimeProvider clock)
{
    /// <summary>So long a list that nobody reads may still be waiting for the server that has its file.</summary>
    public static readonly TimeSpan Elsewhere = TimeSpan.FromMinutes(10);

    /// <summary>The operator's name when it is this import's turn; null while another one runs or an older one waits.</summary>
    public async Task<IAsyncDisposable?> TryTakeAsync(ImportJobId id, OperatorId owner, CancellationToken cancellationToken)
    {
        if (await sessions.TryLockAsync($"imports of {owner}", cancellationToken) is not { } hold)
        {
            return null;
        }

        try
        {
            if (!await IsBehindAsync(id, owner, cancellationToken))
            {
                return hold;
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

    /// <summary>
    /// Whether a newer import has begun: then this one's rows may be older than what is stored. Only a server of the version before this
    /// one, which knew no queue, or a command that did not wait any longer begins one.
    /// </summary>
    public Task<bool> IsOvertakenAsync(ImportJob job, CancellationToken cancellationToken) => database.Database
        .SqlQuery<bool>(
            $"""
            SELECT EXISTS (SELECT FROM listings.import_jobs newer
                WHERE newer.operator_id = {job.OperatorId.Value} AND newer.id > {job.Id.Value} AND newer.started_at IS NOT NULL AND NOT newer.dry_run) AS "Value"
            """)
        .SingleAsync(cancellationToken);

    /// <summary>A job that was sent in waits for a worker; a command's is there as long as its process lives.</summary>
    private async Task<bool> IsBehindAsync(ImportJobId id, OperatorId owner, CancellationToken cancellationToken)
    {
        var older = await database.Set<ImportJob>()
            .FromSql($"SELECT * FROM listings.import_jobs WHERE operator_id = {owner.Value} AND id < {id.Value} AND state IN ('Queued', 'Running')")
            .OrderBy(x => x.Id)
            .Select(x => new { x.Id, Sent = x.UploadId != null, x.CreatedAt })
            .ToListAsync(cancellationToken);
        foreach (var job in older)
        {
            if ((job.Sent && clock.GetUtcNow() < job.CreatedAt + Elsewhere) || await IsHeldAsync(job.Id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsHeldAsync(ImportJobId id, CancellationToken cancellationToken)
    {
        await using var hold = await sessions.TryLockAsync(id.ToString(), cancellationToken);
        return hold is null;
    }
}
