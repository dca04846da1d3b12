using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.Import.GraphQL;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Writing;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import.Jobs;

/// <summary>Takes in stock lists that a worker then reads.</summary>
internal sealed class ImportService(CommerceDatabase database, ImportJobs jobs, ImportUploads uploads, IdempotencyKeys keys, TimeProvider clock)
{
    /// <summary>Rows given in the request itself, as NDJSON; with every quote escaped they still fit a request's body.</summary>
    public const int MostInline = 512 * 1024;

    /// <summary>Imports of one operator that may wait or run at a time.</summary>
    public const int MostUnfinished = 5;

    private const int MostName = 255;

    /// <summary>Queues the job; the same key and content again answers the same job, also when its file is gone by then.</summary>
    public async Task<Outcome<ImportJob>> QueueAsync(Caller caller, ImportListingsInput input, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
        }

        var (rows, mapping) = (input.Rows is null ? null : Encoding.UTF8.GetBytes(input.Rows), Encoding.UTF8.GetBytes(input.Mapping));
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var content = new { owner = owner.Id.ToString(), input.UploadId, input.Publish, input.DryRun, rows = Hash(rows), mapping = Hash(mapping) };
        if (!(await keys.TakeAsync(new(caller, "importListings", input.IdempotencyKey, content), null, cancellationToken)).Try(out var opened, out var error))
        {
            return Refused(error);
        }

        if (opened.Answer is { } answer)
        {
            var known = new ImportJobId(JsonSerializer.Deserialize<Guid>(answer));
            return await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == known, cancellationToken);
        }

        if (await jobs.CountUnfinishedAsync(owner.Id, cancellationToken) >= MostUnfinished)
        {
            return Refused(new ImportQueueFull(MostUnfinished, "input"));
        }

        if (input.FileName is { } name && (name.Length > MostName || !PlainText.IsStorable(name)))
        {
            return Refused(new ListingValueInvalid(
                new($"ファイル名は制御文字を含まない {MostName} 文字以内で指定してください。", $"A file name has at most {MostName} characters and no control characters."), "input", "fileName"));
        }

        if (!(await OpenAsync(owner, input.UploadId, rows, mapping, cancellationToken)).Try(out var stock, out error))
        {
            return Refused(error);
        }

        var now = clock.GetUtcNow();
        var job = ImportJob.Of(await jobs.NextIdAsync(owner.Id, cancellationToken), owner, stock with { Name = input.FileName ?? stock.Name }, new(caller, input.Publish, input.DryRun ?? false), now);
        database.Add(job);
        opened.Request.Finish(JsonSerializer.Serialize(job.Id.Value));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    public async Task<Outcome<ImportJob>> CancelAsync(Caller caller, ImportJobId id, CancellationToken cancellationToken)
    {
        var outcome = await jobs.CancelAsync(caller, id, cancellationToken);
        if (outcome.Value is { } job)
        {
            await uploads.ReleaseAsync(job, jobs, cancellationToken);
        }

        return outcome;
    }

    private async Task<Outcome<StockSource>> OpenAsync(Operator owner, string? uploadId, byte[]? rows, byte[] mapping, CancellationToken cancellationToken)
    {
        if (StockMapping.Parse(mapping).Error is UserError unreadable)
        {
            return unreadable with { At = ["input", .. unreadable.At] };
        }

        if (!(await UploadAsync(owner, uploadId, rows, cancellationToken)).Try(out var upload, out var error))
        {
            return Outcome<StockSource>.Refused(error);
        }

        return (await StockSource.OpenAsync(uploads.PathOf(owner.Id.Value, upload), mapping, cancellationToken)).Try(out var stock, out _)
            ? stock with { UploadId = upload }
            : new UploadNotFound(uploadId ?? "", "input", "uploadId");
    }

    private async Task<Outcome<Guid>> UploadAsync(Operator owner, string? uploadId, byte[]? rows, CancellationToken cancellationToken)
    {
        if (uploadId is not null && rows is null)
        {
            if (!Guid.TryParse(uploadId, out var upload) || !uploads.Has(owner.Id.Value, upload))
            {
                return new UploadNotFound(uploadId, "input", "uploadId");
            }

            uploads.Touch(owner.Id.Value, upload);
            return upload;
        }

        if (uploadId is not null || rows is null || rows.Length > MostInline)
        {
            return new ListingValueInvalid(
                new("uploadId か rows（NDJSON、512 KiB 以内）のどちらかを指定してください。", "Give either uploadId or rows (NDJSON, at most 512 KiB)."), "input", "rows");
        }

        using var content = new MemoryStream(rows);
        var kept = await uploads.KeepAsync(owner.Id.Value, content, cancellationToken);
        return kept.Error is UserError full ? full with { At = ["input", "rows"] } : kept;
    }

    private static string? Hash(byte[]? bytes) => bytes is null ? null : Convert.ToHexString(SHA256.HashData(bytes));

    private Outcome<ImportJob> Refused(IUserError error)
    {
        // The key was not used: another mutation of the same request must not save it.
        database.ChangeTracker.Clear();
        return Outcome<ImportJob>.Refused(error);
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
        if (caller.Role is Role.Platform)
        {
            return jobs;
        }

        if (caller.Role is Role.Auditor)
        {
            var audited = caller.AuditedOperators();
            return jobs.Where(x => audited.Contains(x.OperatorId));
        }

        var own = OwnTenant(caller);
        return jobs.Where(x => own != null && x.OperatorId == own);
    }

    /// <summary>Equal for callers to whom the same imports are visible.</summary>
    public static string ViewersLike(Caller caller) => caller.Role is Role.Platform ? "all"
        : caller.Role is Role.Auditor ? $"auditor {caller.ClientId}"
        : OwnTenant(caller)?.ToString() ?? "none";

    private static OperatorId? OwnTenant(Caller caller) =>
        caller is { Role: Role.Operator or Role.Refurbisher, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
}
