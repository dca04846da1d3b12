using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Listings;

/// <summary>Where an item and its listing are taken in together: one transaction for both, one refusal for either.</summary>
internal sealed class ListingDesk(CommerceDatabase database, ItemService items, ListingService listings, TimeProvider clock)
{
    public async Task<Outcome<Listing>> DraftAsync(Caller caller, DraftListingInput input, CancellationToken cancellationToken)
    {
        var staged = await ItemOfAsync(caller, input, cancellationToken);
        if (!staged.Try(out var item, out var refused))
        {
            return Outcome<Listing>.Refused(refused);
        }

        try
        {
            return await listings.DraftAsync(caller, item, input.Offer.AsOffer(), input.SourceId, cancellationToken);
        }
        catch (DbUpdateException failure)
        {
            if (await items.ExplainAsync(failure, item.OperatorId, cancellationToken) is { } error)
            {
                return error;
            }

            throw;
        }
    }

    public async Task<Outcome<Item>> DescribeAsync(Caller caller, DescribeItemInput input, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(caller, input.Id, cancellationToken) is not { } item || caller.Role == Role.Auditor)
        {
            return new ItemNotFound(input.Id.ToString(), "input", "id");
        }

        var read = input.Item.Read(item.OperatorId, clock.Today());
        if (!read.Try(out var description, out var refused))
        {
            return Outcome<Item>.Refused(refused);
        }

        if (ItemLimits.Check(description) is { } invalid)
        {
            return invalid;
        }

        try
        {
            return await listings.DescribeItemAsync(caller, item, description, cancellationToken);
        }
        catch (DbUpdateException failure)
        {
            if (await items.ExplainAsync(failure, item.OperatorId, cancellationToken) is { } error)
            {
                return error;
            }

            throw;
        }
    }

    public async Task<CheckListingPayload> CheckAsync(Caller caller, CheckListingInput input, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new(null, [new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId")]);
        }

        var read = input.Item.Read(owner.Id, clock.Today());
        var offer = input.Offer.AsOffer();
        if ((read.Error ?? ItemLimits.Check(read.Value!) ?? OfferLimits.Check(offer)) is { } error)
        {
            return new(null, [error]);
        }

        return new(listings.Check(owner, read.Value!, offer), []);
    }

    private async Task<Outcome<Item>> ItemOfAsync(Caller caller, DraftListingInput input, CancellationToken cancellationToken)
    {
        if (input.ItemId is { } known)
        {
            return input.Item is null && await items.FindAsync(caller, known, cancellationToken) is { } item
                ? item
                : new ItemNotFound(known.ToString(), "input", "itemId");
        }

        if (input.Item is null)
        {
            return new ItemValueInvalid(
                new("item か itemId のどちらかを指定してください。", "Give either item or itemId."), "input", "item");
        }

        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
        }

        var read = input.Item.Read(owner.Id, clock.Today());
        return read.Try(out var description, out var refused)
            ? items.Register(owner.Id, input.SourceId, description)
            : Outcome<Item>.Refused(refused);
    }

    /// <summary>The caller's own operator; the platform names one, everybody else may only name their own.</summary>
    private async Task<Operator?> OwnerAsync(Caller caller, OperatorId? named, CancellationToken cancellationToken)
    {
        var own = caller.Role == Role.Platform ? named : caller.OperatorId is { } tenant ? OperatorId.From(tenant) : null;
        return own is null || (named is not null && named != own)
            ? null
            : await database.Set<Operator>().SingleOrDefaultAsync(x => x.Id == own, cancellationToken);
    }
}
