using CeCommerce.Listings.Shelf;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.Identity;
using CeCommerce.Standards;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Reading listings one by one; consumers find them through `searchListings`.</summary>
internal sealed class ListingQueries
{
    /// <summary>As much as a few large pages.</summary>
    private const int ImpactPrice = 1_000;

    private static readonly Keyset<Listing> LastChanged = Keyset.For<Listing>("listings").Descending(x => x.UpdatedAt).ThenDescending(x => x.Id);

    private static readonly Keyset<ShelfPass> LastPass = Keyset.For<ShelfPass>("shelf-passes").Descending(x => x.Id);

    /// <summary>One listing with its item and operator; null when there is none or it is not the caller's to see.</summary>
    /// <param name="id">`lst_…`.</param>
    [Public]
    public static Task<Listing?> Listing(ListingId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        ListingById.FindAsync(database, id, caller, cancellationToken);

    /// <summary>The caller's own listings in every state, last changed first; auditors see those of the operators whom they are assigned to, the platform all.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="operatorId">Only those of this operator.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ListingScopes.Read)]
    public static Task<Page<Listing>> Listings(
        ListingState? state, OperatorId? operatorId, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        LastChanged.PageAsync(
            database.Set<Listing>().AsNoTracking().WithItemAndOperator().InspectableBy(caller)
                .Where(x => (state == null || x.State == state) && (operatorId == null || x.OperatorId == operatorId)),
            page,
            Cursor.Fingerprint(state, operatorId),
            cancellationToken);

    /// <summary>Looks of the rules at the whole shelf, the last one first, with how far each came. Needs the role PLATFORM and the scope `compliance:read`.</summary>
    [Allow(Role.Platform, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<ShelfPass>> ShelfPasses(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        LastPass.PageAsync(database.Set<ShelfPass>().AsNoTracking(), page, cancellation: cancellationToken);

    /// <summary>What the standards would say of a listing; stores nothing.</summary>
    /// <param name="input">Item and offer.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static Task<CheckListingPayload> CheckListing(CheckListingInput input, Caller caller, [FromServices] ListingDraftService drafts, CancellationToken cancellationToken) =>
        drafts.CheckAsync(caller, input, cancellationToken);

    /// <summary>
    /// What would become of published listings if packs of rules were in use today; stores nothing. Looks at 20,000 listings at a time, each
    /// with the waivers and recalls of today and as if nothing had grace. Refusals: `RULE_PACK_NOT_FOUND`, `RULE_PACK_NAMED_TWICE`, `RULE_CHECKS_MISSING`,
    /// `RULE_LISTS_MISSING`, `RULE_PACK_FLAWED`,
    /// `RULE_CLAUSES_TWICE`.
    /// </summary>
    /// <param name="input">The packs.</param>
    [Allow(Role.Platform, Scope = Scopes.Platform)]
    [Cost(ImpactPrice)]
    public static Task<StandardsImpactPayload> StandardsImpact(StandardsImpactInput input, [FromServices] ShelfImpact impact, CancellationToken cancellationToken) =>
        impact.OfAsync(input, cancellationToken);
}
