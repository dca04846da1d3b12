using System.Text;
using System.Text.Json;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Import;

/// <summary>Takes in stock lists that a worker then reads.</summary>
internal sealed class ImportDesk(CommerceDatabase database, ImportUploads uploads, IdempotencyDesk desk, TimeProvider clock)
{
    /// <summary>Rows given in the request itself, as NDJSON.</summary>
    public const int MostInline = 1024 * 1024;

    /// <summary>Queues the job; the same key and content again answers the same job.</summary>
    public async Task<Outcome<ImportJob>> QueueAsync(Caller caller, ImportListingsInput input, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
        }

        if (!(await UploadAsync(owner, input, cancellationToken)).Try(out var upload, out var error)
            || !(await StockSource.OpenAsync(uploads.PathOf(owner.Id.Value, upload), Encoding.UTF8.GetBytes(input.Mapping), cancellationToken)).Try(out var stock, out error))
        {
            return Outcome<ImportJob>.Refused(error);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var content = new { owner = owner.Id.ToString(), input.UploadId, input.Publish, input.DryRun, file = Convert.ToHexString(stock.Digest), mapping = Convert.ToHexString(stock.MappingDigest) };
        if (!(await desk.TakeAsync(caller, "importListings", input.IdempotencyKey, content, null, cancellationToken)).Try(out var ticket, out error))
        {
            return Outcome<ImportJob>.Refused(error);
        }

        if (ticket.Answer is { } answer)
        {
            var known = new ImportJobId(JsonSerializer.Deserialize<Guid>(answer));
            return await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == known, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var job = ImportJob.Of(
            TypedId.New<ImportJobId>(now), owner, stock with { UploadId = upload, Name = input.FileName ?? stock.Name }, new(caller, input.Publish, input.DryRun ?? false), now);
        database.Add(job);
        ticket.Request.Finish(JsonSerializer.Serialize(job.Id.Value));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    private async Task<Outcome<Guid>> UploadAsync(Operator owner, ImportListingsInput input, CancellationToken cancellationToken)
    {
        if (input.UploadId is { } named && input.Rows is null)
        {
            return Guid.TryParse(named, out var upload) && File.Exists(uploads.PathOf(owner.Id.Value, upload)) ? upload : new UploadNotFound(named, "input", "uploadId");
        }

        if (input.UploadId is not null || input.Rows is not { } rows || Encoding.UTF8.GetByteCount(rows) > MostInline)
        {
            return new ListingValueInvalid(
                new("uploadId か rows（NDJSON、1 MB 以内）のどちらかを指定してください。", "Give either uploadId or rows (NDJSON, at most 1 MB)."), "input", "rows");
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        return await uploads.KeepAsync(owner.Id.Value, content, cancellationToken);
    }

    private Task<Operator?> OwnerAsync(Caller caller, OperatorId? named, CancellationToken cancellationToken)
    {
        OperatorId? id = caller.Role == Role.Platform ? named : caller.OperatorId is { } tenant && (named is null || named.Value.Value == tenant) ? new(tenant) : null;
        return database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => id != null && x.Id == id, cancellationToken);
    }
}

/// <summary>Imports are seen by their operator and by those who audit.</summary>
internal static class ImportVisibility
{
    public static IQueryable<ImportJob> VisibleTo(this IQueryable<ImportJob> jobs, Caller caller)
    {
        if (caller.Role is Role.Platform or Role.Auditor)
        {
            return jobs;
        }

        OperatorId? own = caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return jobs.Where(x => own != null && x.OperatorId == own);
    }
}
