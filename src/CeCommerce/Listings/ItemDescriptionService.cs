using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Claims = CeCommerce.Items.Claims;

namespace CeCommerce.Listings;

/// <summary>Where what is known of an item changes, and with it what the standards say of its listings.</summary>
internal sealed class ItemDescriptionService(CommerceDatabase database, ItemService items, Claims claims, StandardsEngine standards, TimeProvider clock)
{
    public async Task<Outcome<Item>> DescribeAsync(Caller caller, DescribeItemInput input, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(caller, input.Id, cancellationToken) is not { } item || caller.Role == Role.Auditor)
        {
            return Refused(new ItemNotFound(input.Id.ToString(), "input", "id"));
        }

        if (input.ExpectedVersion is { } expected && RowVersion.Text(item.Version) != expected)
        {
            return Refused(new ItemChangedMeanwhile(item.Id, RowVersion.Text(item.Version), "input", "expectedVersion"));
        }

        var read = input.Item.Read(item.OperatorId, clock.Today());
        if (!read.Try(out var stated, out var refused))
        {
            return Refused(refused);
        }

        if (ItemLimits.Check(stated.Description) is { } invalid)
        {
            return Refused(invalid);
        }

        try
        {
            return await DescribeAsync(caller, item, stated, cancellationToken);
        }
        catch (DbUpdateException failure)
        {
            if (await items.ExplainAsync(failure, item, item.SourceId, cancellationToken) is { } error)
            {
                return error;
            }

            throw;
        }
    }

    /// <summary>Describes an item anew and judges its living listings by it; what fails comes off the shelf.</summary>
    public async Task<Outcome<Item>> DescribeAsync(Caller caller, Item item, StatedItem stated, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await claims.SoldAsync(item.Id, item.OperatorId, cancellationToken) is { } sold)
        {
            database.ChangeTracker.Clear();
            return sold with { At = ["input", "id"] };
        }

        var now = clock.GetUtcNow();
        var old = item.AsDescription();
        item.Describe(stated.Description, now);
        database.Note(HistoryEntry.Of(item.Id, "described", caller, now, old, item.AsDescription()));
        database.Tell(ItemEvents.Described(item, old, now));
        await new ListingsOfItem(database, standards).DescribedAsync(caller, item, stated.OfOffer, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return item;
    }

    private Outcome<Item> Refused(IUserError error)
    {
        database.ChangeTracker.Clear();
        return Outcome<Item>.Refused(error);
    }
}
