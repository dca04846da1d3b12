using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CeCommerce.Listings;

/// <summary>Loads and saves what an operator changes.</summary>
internal sealed class ListingRows(CommerceDatabase database)
{
    /// <summary>With its item and operator; null when it is not the caller's to change.</summary>
    public Task<Listing?> LoadAsync(Caller caller, ListingId id, CancellationToken cancellationToken) => database.Set<Listing>()
        .ChangeableBy(caller)
        .Include(x => x.Item).ThenInclude(x => x.Serials)
        .Include(x => x.Operator)
        .SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>Another listing of the item that the platform has taken down.</summary>
    public Task<ListingId?> SuspendedAsync(Listing listing, CancellationToken cancellationToken) => database.Set<Listing>()
        .Where(x => x.ItemId == listing.ItemId && x.Id != listing.Id && x.State == ListingState.Suspended)
        .Select(x => (ListingId?)x.Id)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Refused when somebody else changed it since it was loaded.</summary>
    /// <param name="listing">What was changed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="transaction">Committed with it.</param>
    public async Task<Outcome<Listing>> SaveAsync(Listing listing, CancellationToken cancellationToken, IDbContextTransaction? transaction = null)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
            return listing;
        }
        catch (DbUpdateConcurrencyException)
        {
            var id = listing.Id;
            database.ChangeTracker.Clear();
            var current = await database.Set<Listing>().AsNoTracking().Where(x => x.Id == id).Select(x => x.Version).SingleOrDefaultAsync(cancellationToken);
            return new ListingChangedMeanwhile(id, RowVersion.Text(current), "input");
        }
    }
}
