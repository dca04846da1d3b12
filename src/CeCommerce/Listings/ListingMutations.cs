using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Listings;

/// <summary>What operators and their systems do with listings.</summary>
internal sealed class ListingMutations
{
    /// <summary>Writes a draft over a new or known item. Its verdict tells what keeps it from being published.</summary>
    /// <param name="input">Item and offer.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> DraftListing(DraftListingInput input, Caller caller, [FromServices] ListingDraftService drafts, CancellationToken cancellationToken) =>
        ListingPayload.Of(await drafts.DraftAsync(caller, input, cancellationToken));

    /// <summary>States the offer anew, until it is sold or withdrawn. A published listing that would no longer meet the standards is left as it was.</summary>
    /// <param name="input">The listing, its version and the complete offer.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> ChangeListing(ChangeListingInput input, Caller caller, [FromServices] ListingDraftService drafts, CancellationToken cancellationToken) =>
        ListingPayload.Of(await drafts.ChangeAsync(caller, input, cancellationToken));

    /// <summary>Changes the price of a sale, until it is sold or withdrawn; the old one stays in `priceHistory`.</summary>
    /// <param name="input">The listing, its version and the price.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> ChangePrice(ChangePriceInput input, Caller caller, [FromServices] ListingService service, CancellationToken cancellationToken) =>
        ListingPayload.Of(await service.ChangeAsync(caller, input.Id, input.ExpectedVersion, offer => OfferLimits.Checked(offer with { Price = input.Price }), cancellationToken));

    /// <summary>Describes an item anew, unless it is sold, and looks at its listings again; those on the shelf that fail are paused.</summary>
    /// <param name="input">The item and its complete description.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ItemScopes.Write)]
    public static async Task<ItemPayload> DescribeItem(DescribeItemInput input, Caller caller, [FromServices] ItemDescriptionService items, CancellationToken cancellationToken) =>
        ItemPayload.Of(await items.DescribeAsync(caller, input, cancellationToken));

    /// <summary>Puts the listing on the shelf when today's standards allow it, its item is not sold, no other listing of the item is suspended and its operator can be paid (else `PAYOUTS_NOT_ENABLED`).</summary>
    /// <param name="input">The listing.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> PublishListing(MoveListingInput input, Caller caller, [FromServices] ListingService service, CancellationToken cancellationToken) =>
        ListingPayload.Of(await service.PublishAsync(caller, input.Id, cancellationToken));

    /// <summary>Takes the listing off the shelf for a while.</summary>
    /// <param name="input">The listing.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> PauseListing(MoveListingInput input, Caller caller, [FromServices] ListingService service, CancellationToken cancellationToken) =>
        ListingPayload.Of(await service.PauseAsync(caller, input.Id, input.Reason, cancellationToken));

    /// <summary>Ends the listing for good; its item can be listed again.</summary>
    /// <param name="input">The listing.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Platform, Scope = ListingScopes.Write)]
    public static async Task<ListingPayload> WithdrawListing(MoveListingInput input, Caller caller, [FromServices] ListingService service, CancellationToken cancellationToken) =>
        ListingPayload.Of(await service.WithdrawAsync(caller, input.Id, input.Reason, cancellationToken));

    /// <summary>Takes a listing down for the platform, e.g. on a removal request (取引DPF法 4).</summary>
    /// <param name="input">The listing and why.</param>
    [Allow(Role.Platform, Scope = "platform")]
    public static async Task<ListingPayload> SuspendListing(SuspendListingInput input, Caller caller, [FromServices] ListingService service, CancellationToken cancellationToken) =>
        ListingPayload.Of(await service.SuspendAsync(caller, input.Id, input.Reason, cancellationToken));
}
