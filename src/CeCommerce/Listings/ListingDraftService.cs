using CeCommerce.Items;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Claims = CeCommerce.Items.Claims;

namespace CeCommerce.Listings;

/// <summary>Where an item and its listing are taken in together: one transaction for both, one refusal for either.</summary>
internal sealed class ListingDraftService(CommerceDatabase database, ItemService items, Claims claims, ListingService listings, TimeProvider clock)
{
    public async Task<Outcome<Listing>> DraftAsync(Caller caller, DraftListingInput input, CancellationToken cancellationToken)
    {
        // The offer first: an item that was staged beside a refused offer would be stored by whatever is saved next.
        if (!input.Offer.Read(clock.Today(), ItemFacts.Empty).Try(out var offer, out var refused) || !(await ItemOfAsync(caller, input, cancellationToken)).Try(out var staged, out refused))
        {
            database.ChangeTracker.Clear();
            return Outcome<Listing>.Refused(refused);
        }

        var item = staged.Item;
        offer = offer with { Facts = staged.OfOffer.With(offer.Facts) };

        try
        {
            return await listings.DraftAsync(caller, item, offer, input.SourceId, cancellationToken);
        }
        catch (DbUpdateException failure)
        {
            // Numbers that are known already may be those of a thing that is back from a buyer.
            switch (await items.ExplainAsync(failure, item, input.SourceId, cancellationToken))
            {
                case SerialTaken when input.ItemId is null:
                    return await DraftAgainAsync(caller, item, offer, input.SourceId, cancellationToken);
                case { } error:
                    return error;
                default:
                    throw;
            }
        }
    }

    public Task<Outcome<Listing>> ChangeAsync(Caller caller, ChangeListingInput input, CancellationToken cancellationToken) =>
        listings.ChangeAsync(caller, input.Id, input.ExpectedVersion, offer => input.Offer.Read(clock.Today(), offer.Facts), cancellationToken);

    public async Task<CheckListingPayload> CheckAsync(Caller caller, CheckListingInput input, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new(null, null, [new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId")]);
        }

        var read = input.Item.Read(owner.Id, clock.Today());
        var offer = input.Offer.Read(clock.Today(), ItemFacts.Empty);
        if ((read.Error ?? ItemLimits.Check(read.Value!.Description) ?? offer.Error) is { } error)
        {
            return new(null, null, [error]);
        }

        var waivers = await database.WaiversAsync(owner.Id, null, clock.Today(), cancellationToken);
        var (description, ofOffer) = read.Value!;
        var whole = offer.Value! with { Facts = ofOffer.With(offer.Value.Facts) };
        var (verdict, offered) = await listings.CheckAsync(owner, description, whole, cancellationToken);
        return new(verdict.WaivedBy(waivers), offered, []);
    }

    private async Task<Outcome<Listing>> DraftAgainAsync(Caller caller, Item staged, Offer offer, string? sourceId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var again = await items.RegisterAgainAsync(caller, staged, sourceId, cancellationToken);
        if (!again.Try(out var passed, out var refused))
        {
            database.ChangeTracker.Clear();
            return Outcome<Listing>.Refused(refused);
        }

        try
        {
            await FormerListings.CloseAsync(database, [passed], clock.GetUtcNow(), cancellationToken);
            var listing = await listings.DraftAsync(caller, passed.Item, offer, sourceId, cancellationToken);
            if (listing.Error is null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return listing;
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellationToken);
            if (await items.ExplainAsync(failure, passed.Item, sourceId, cancellationToken) is { } error)
            {
                return error;
            }

            throw;
        }
    }

    private async Task<Outcome<StagedItem>> ItemOfAsync(Caller caller, DraftListingInput input, CancellationToken cancellationToken)
    {
        if (ItemLimits.CheckSourceId(input.SourceId) is { } invalid)
        {
            return invalid;
        }

        if (input.ItemId is null == input.Item is null)
        {
            return new ItemValueInvalid(
                new("item か itemId のどちらか一方だけを指定してください。", "Give either item or itemId, and not both."), "input", "item");
        }

        if (input.ItemId is { } known)
        {
            return (await KnownAsync(caller, known, cancellationToken)).Try(out var found, out var missing) ? new StagedItem(found, ItemFacts.Empty) : Outcome<StagedItem>.Refused(missing);
        }

        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
        }

        var read = input.Item!.Read(owner.Id, clock.Today());
        return read.Try(out var stated, out var refused) && items.Register(owner.Id, input.SourceId, stated.Description).Try(out var item, out refused)
            ? new StagedItem(item, stated.OfOffer)
            : Outcome<StagedItem>.Refused(refused);
    }

    private async Task<Outcome<Item>> KnownAsync(Caller caller, ItemId id, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(caller, id, cancellationToken) is not { } item)
        {
            return new ItemNotFound(id.ToString(), "input", "itemId");
        }

        return await claims.SoldAsync(id, item.OperatorId, cancellationToken) is { } sold ? sold with { At = ["input", "itemId"] } : item;
    }

    /// <summary>The caller's own operator; the platform names one, everybody else may only name their own.</summary>
    private async Task<Operator?> OwnerAsync(Caller caller, OperatorId? named, CancellationToken cancellationToken)
    {
        var own = caller.Role == Role.Platform ? named : caller.OperatorId is { } tenant ? OperatorId.From(tenant) : null;
        return own is null || (named is not null && named != own)
            ? null
            : await database.Set<Operator>().SingleOrDefaultAsync(x => x.Id == own, cancellationToken);
    }

    /// <param name="OfOffer">Facts that were stated with the item and belong to its offer.</param>
    private sealed record StagedItem(Item Item, ItemFacts OfOffer);
}
