using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>
/// What becomes of the listings of an item that is registered again: they keep what their operator said of it, and those that could
/// still offer it end. Part of the transaction in which the item passes on; the caller saves.
/// </summary>
internal static class FormerListings
{
    public static async Task CloseAsync(CommerceDatabase database, IReadOnlyCollection<PassedItem> passed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pasts = passed.Where(x => x.Past is not null).ToDictionary(x => x.Item.Id, x => x.Past!);
        if (pasts.Count == 0)
        {
            return;
        }

        var items = pasts.Keys.ToList();
        foreach (var listing in await database.Set<Listing>().Where(x => items.Contains(x.ItemId) && x.ItemThen == null).ToListAsync(cancellationToken))
        {
            var old = listing.State;
            if (listing.PassOn(pasts[listing.ItemId], now))
            {
                database.Note(HistoryEntry.Of(listing.Id, "withdrawn", Caller.System, now, old, listing.State, "item passed on"));
                database.Tell(ListingEvents.Of("withdrawn", listing, now));
            }
        }
    }
}
