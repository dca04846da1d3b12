using System.Runtime.CompilerServices;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Listings as they change, whichever server process changed them.</summary>
internal sealed class ListingSubscriptions
{
    /// <summary>One listing each time that it changes; ends when it may no longer be seen.</summary>
    /// <param name="id">`lst_…`.</param>
    [Public]
    public static async IAsyncEnumerable<Listing> ListingChanged(
        ListingId id, Caller caller, [FromServices] EventBroadcast broadcast, [FromServices] IServiceScopeFactory scopes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = broadcast.ListenAsync(line => line.SubjectId == id.Value && line.Kind.StartsWith(ListingEvents.Prefix, StringComparison.Ordinal), cancellationToken);
        await foreach (var _ in lines)
        {
            await using var scope = scopes.CreateAsyncScope();
            var listing = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Listing>().AsNoTracking().WithItemAndOperator().VisibleTo(caller)
                .SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
            if (listing is null)
            {
                yield break;
            }

            yield return listing;
        }
    }
}
