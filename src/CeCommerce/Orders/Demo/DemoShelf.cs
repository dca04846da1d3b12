using System.Globalization;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Demo;

/// <summary>What operators of the demo data do with their units and listings, on the day of the clock.</summary>
internal sealed class DemoShelf(CommerceDatabase database, ListingDraftService drafts, ListingService listings, ActService acts, TimeProvider clock)
{
    public async Task DraftAsync(DemoLife life, CancellationToken cancellationToken)
    {
        var prefecture = life.Unit.Owner == DemoOperators.Rental ? "27" : "13";
        var drafted = (await drafts.DraftAsync(life.Owner, life.Unit.AsInput(prefecture), cancellationToken)).Done(life.Unit.SourceId);
        (life.Listing, life.Item) = (drafted.Id, drafted.ItemId);
    }

    /// <summary>What the workshop does before a unit can be offered.</summary>
    public async Task WorkAsync(DemoLife life, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        if (life.Unit.Erasure(life.Item, today) is { } erasure)
        {
            (await acts.RecordAsync(life.Owner, erasure, cancellationToken)).Done(life.Unit.SourceId);
        }

        if (life.Unit.Repair(life.Item, today) is { } repair)
        {
            (await acts.RecordAsync(life.Owner, repair, cancellationToken)).Done(life.Unit.SourceId);
        }

        await InspectAsync(life, cancellationToken);
    }

    /// <summary>Looks at the unit and at the recalls, as is to be done every 30 days.</summary>
    public async Task InspectAsync(DemoLife life, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var inspection = life.Unit.Inspection(life.Item, today) with { IdempotencyKey = life.Key($"inspection-{today.ToString("O", CultureInfo.InvariantCulture)}") };
        (await acts.RecordAsync(life.Owner, inspection, cancellationToken)).Done(life.Unit.SourceId);
    }

    /// <summary>As an operator tries it: what the standards refuse stays a draft, with the verdict that says why.</summary>
    public async Task TryPublishAsync(DemoLife life, CancellationToken cancellationToken)
    {
        var published = await listings.PublishAsync(life.Owner, life.Listing, cancellationToken);
        if (published.Error is not StandardsNotMet)
        {
            published.Done(life.Unit.SourceId);
        }
    }

    public async Task PublishAsync(DemoLife life, CancellationToken cancellationToken)
    {
        if (await StateAsync(life, cancellationToken) != ListingState.Published)
        {
            (await listings.PublishAsync(life.Owner, life.Listing, cancellationToken)).Done(life.Unit.SourceId);
        }
    }

    /// <param name="percent">Of the price so far.</param>
    public Task PriceAsync(DemoLife life, int percent, CancellationToken cancellationToken) => ChangeAsync(
        life, offer => offer.Price is { } price ? offer with { Price = price with { Amount = price.Amount * percent / 100 } } : offer, cancellationToken);

    /// <summary>States anew what is told before a lease: another version of it is kept.</summary>
    public Task TellAsync(DemoLife life, string guarantee, CancellationToken cancellationToken) => ChangeAsync(
        life, offer => offer with { LeaseDisclosure = offer.LeaseDisclosure! with { GuaranteeScope = guarantee } }, cancellationToken);

    public async Task WithdrawAsync(DemoLife life, string why, CancellationToken cancellationToken) =>
        (await listings.WithdrawAsync(life.Owner, life.Listing, why, cancellationToken)).Done(life.Unit.SourceId);

    private async Task ChangeAsync(DemoLife life, Func<Offer, Offer> change, CancellationToken cancellationToken)
    {
        var version = await database.Set<Listing>().AsNoTracking().Where(x => x.Id == life.Listing).Select(x => x.Version).SingleAsync(cancellationToken);
        (await listings.ChangeAsync(life.Owner, life.Listing, RowVersion.Text(version), offer => change(offer), cancellationToken)).Done(life.Unit.SourceId);
    }

    private Task<ListingState> StateAsync(DemoLife life, CancellationToken cancellationToken) =>
        database.Set<Listing>().AsNoTracking().Where(x => x.Id == life.Listing).Select(x => x.State).SingleAsync(cancellationToken);
}
