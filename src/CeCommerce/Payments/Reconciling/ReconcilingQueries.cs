using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling;

/// <summary>Reading what came of comparing the books with the processors. It is the platform's own.</summary>
internal sealed class ReconcilingQueries
{
    public const string Scope = "reconciliations:read";

    private static readonly Keyset<Reconciliation> Newest = Keyset.For<Reconciliation>("reconciliations").Descending(x => x.Id);

    /// <summary>Comparisons of the books with the payment processors, the last first.</summary>
    [Allow(Role.Platform, Scope = Scope)]
    public static Task<Page<Reconciliation>> Reconciliations(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(database.Set<Reconciliation>().AsNoTracking(), page, cancellation: cancellationToken);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<ReconciliationId, Reconciliation>> NodesAsync(IReadOnlyCollection<ReconciliationId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Reconciliation>().AsNoTracking()
            .Where(x => context.Caller.Role == Role.Platform && ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
}

/// <summary>The exceptions of many reconciliations, in one statement; the first 100 of each.</summary>
internal sealed class ExceptionsOfReconciliations(CommerceDatabase database) : BatchLoader<ReconciliationId, IReadOnlyList<ReconciliationException>>
{
    public const int Most = 100;

    protected override async Task<IReadOnlyDictionary<ReconciliationId, IReadOnlyList<ReconciliationException>>> LoadAsync(IReadOnlyCollection<ReconciliationId> keys, CancellationToken cancellation)
    {
        var found = (await database.Set<ReconciliationException>().AsNoTracking()
            .Where(x => keys.Contains(x.ReconciliationId) && x.Number <= Most).OrderBy(x => x.Number).ToListAsync(cancellation)).ToLookup(x => x.ReconciliationId);
        return keys.ToDictionary(key => key, IReadOnlyList<ReconciliationException> (key) => [.. found[key]]);
    }
}
