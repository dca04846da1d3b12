using CeCommerce.Import.Jobs;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import.GraphQL;

/// <summary>A stock list to take in. Large files go to `POST /imports` first, which answers an `uploadId`.</summary>
/// <param name="OperatorId">Whose stock it is; needed only by the platform's own staff.</param>
/// <param name="UploadId">The file; give either this or `rows`.</param>
/// <param name="Rows">NDJSON, one object a line, at most 512 KiB.</param>
/// <param name="FileName">What the sender calls the file.</param>
/// <param name="Mapping">JSON that says which column is what.</param>
/// <param name="Publish">Put on the shelf what meets the standards.</param>
/// <param name="DryRun">Only tell what would become of each row.</param>
/// <param name="IdempotencyKey">8 to 128 printable characters; the same key and content again answers the same job.</param>
public sealed record ImportListingsInput(
    OperatorId? OperatorId, string? UploadId, string? Rows, string? FileName, string Mapping, bool Publish, bool? DryRun, string IdempotencyKey);

/// <summary>An import, or why there is none.</summary>
/// <param name="Job">The job, waiting for a worker; null when refused.</param>
/// <param name="Errors">Empty when it was taken in.</param>
public sealed record ImportListingsPayload(ImportJob? Job, IReadOnlyList<IUserError> Errors);

/// <summary>An import to end.</summary>
/// <param name="Id">`imj_…`.</param>
public sealed record CancelImportInput(ImportJobId Id);

/// <summary>The import that was ended, or why not.</summary>
/// <param name="Job">The job as it is now; null when refused.</param>
/// <param name="Errors">Empty when it was ended.</param>
public sealed record CancelImportPayload(ImportJob? Job, IReadOnlyList<IUserError> Errors);

/// <summary>Taking stock lists in.</summary>
internal sealed class ImportMutations
{
    /// <summary>Takes a stock list in. A worker reads it; `importJob` and `importRows` tell how far it is and what became of each row.</summary>
    /// <param name="input">The list and how to read it.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ImportScopes.Write)]
    public static async Task<ImportListingsPayload> ImportListings(ImportListingsInput input, Caller caller, [FromServices] ImportService imports, CancellationToken cancellationToken)
    {
        var outcome = await imports.QueueAsync(caller, input, cancellationToken);
        return outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
    }

    /// <summary>Ends an import before its last row. The rows taken in until then stay as they are.</summary>
    /// <param name="input">Which import.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ImportScopes.Write)]
    public static async Task<CancelImportPayload> CancelImport(CancelImportInput input, Caller caller, [FromServices] ImportService imports, CancellationToken cancellationToken)
    {
        var outcome = await imports.CancelAsync(caller, input.Id, cancellationToken);
        return outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
    }
}

/// <summary>Looking at imports.</summary>
internal sealed class ImportQueries
{
    private static readonly Keyset<ImportedRow> InOrder = Keyset.For<ImportedRow>("row").Ascending(x => x.Row);

    /// <summary>One import; null when there is none or it is not the caller's to see.</summary>
    /// <param name="id">`imj_…`.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ListingScopes.Read)]
    public static Task<ImportJob?> ImportJob(ImportJobId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<ImportJob>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>What became of the rows of an import, in the order of the file.</summary>
    /// <param name="jobId">`imj_…`.</param>
    /// <param name="outcome">Only rows that came to this.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ListingScopes.Read)]
    public static Task<Page<ImportedRow>> ImportRows(
        ImportJobId jobId, ImportOutcome? outcome, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        InOrder.PageAsync(
            database.Set<ImportedRow>().AsNoTracking().Where(row => row.JobId == jobId && (outcome == null || row.Outcome == outcome)
                && database.Set<ImportJob>().VisibleTo(caller).Any(job => job.Id == row.JobId)),
            page, $"{jobId} {outcome}", cancellationToken);
}

/// <summary>Watching imports.</summary>
internal sealed class ImportSubscriptions
{
    /// <summary>The import after each chunk of rows and at its end, on whichever server it runs. Silent for imports that the caller may not see.</summary>
    /// <param name="id">`imj_…`.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ListingScopes.Read)]
    public static IAsyncEnumerable<ImportJob> ImportJobChanged(ImportJobId id, Caller caller, [FromServices] EventListeners listeners) => new Changes<ImportJob>(listeners)
    {
        Topic = Topic.OfSubject(id.Value),
        IsWanted = kind => kind is (ImportEvents.Progress or ImportEvents.Finished),
        Viewers = ImportVisibility.ViewersLike(caller),
        Read = async (services, _, cancellation) => await ImportQueries.ImportJob(id, await services.AsOfNowAsync(caller, cancellation), services.GetRequiredService<CommerceDatabase>(), cancellation),
    };
}
