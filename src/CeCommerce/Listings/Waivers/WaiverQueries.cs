using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings.Waivers;

/// <summary>Reading waivers.</summary>
internal sealed class WaiverQueries
{
    private static readonly Keyset<Waiver> Newest = Keyset.For<Waiver>("waivers").Descending(x => x.Id);

    /// <summary>Waivers, past ones included, newest first: those of the caller's own listings; auditors see those of the operators whom they are assigned to, the platform all.</summary>
    /// <param name="operatorId">Only those of this operator and its listings.</param>
    /// <param name="listingId">Only those of this listing alone.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ListingScopes.Read)]
    public static Task<Page<Waiver>> Waivers(
        OperatorId? operatorId, ListingId? listingId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(
            database.Set<Waiver>().AsNoTracking().Whole().VisibleTo(caller)
                .Where(x => (operatorId == null || x.OperatorId == operatorId) && (listingId == null || x.ListingId == listingId)),
            page, Cursor.Fingerprint(operatorId, listingId), cancellationToken);
}
