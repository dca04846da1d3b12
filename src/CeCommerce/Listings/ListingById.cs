using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>The most frequent question of all, as queries that are built and translated once. They say what <see cref="ListingVisibility"/> says.</summary>
internal static class ListingById
{
    private static readonly Func<CommerceDatabase, ListingId, CancellationToken, Task<Listing?>> Public = EF.CompileAsyncQuery(
        (CommerceDatabase database, ListingId id, CancellationToken cancellationToken) => database.Set<Listing>().AsNoTracking()
            .Include(x => x.Item).Include(x => x.Operator).Where(ListingVisibility.IsPublic).SingleOrDefault(x => x.Id == id));

    private static readonly Func<CommerceDatabase, ListingId, OperatorId, CancellationToken, Task<Listing?>> PublicOrOwn = EF.CompileAsyncQuery(
        (CommerceDatabase database, ListingId id, OperatorId own, CancellationToken cancellationToken) => database.Set<Listing>().AsNoTracking()
            .Include(x => x.Item).Include(x => x.Operator)
            .SingleOrDefault(x => x.Id == id && (x.State == ListingState.Published || x.State == ListingState.Sold || x.OperatorId == own)));

    private static readonly Func<CommerceDatabase, ListingId, CancellationToken, Task<Listing?>> Any = EF.CompileAsyncQuery(
        (CommerceDatabase database, ListingId id, CancellationToken cancellationToken) => database.Set<Listing>().AsNoTracking()
            .Include(x => x.Item).Include(x => x.Operator).SingleOrDefault(x => x.Id == id));

    /// <summary>With its item and operator; null when there is none or it is not the caller's to see.</summary>
    public static Task<Listing?> FindAsync(CommerceDatabase database, ListingId id, Caller caller, CancellationToken cancellationToken) =>
        ListingVisibility.SeesAll(caller) ? Any(database, id, cancellationToken)
        : caller.Role == Role.Auditor ? database.Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken)
        : ListingVisibility.SeenTenant(caller) is { } own ? PublicOrOwn(database, id, own, cancellationToken)
        : Public(database, id, cancellationToken);
}
