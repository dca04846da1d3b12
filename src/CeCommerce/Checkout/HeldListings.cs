using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators.Payouts;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

/// <summary>Finds a buyer's holds with all that they stand for, and says why one does not keep its item any more.</summary>
internal sealed class HeldListings(CommerceDatabase database, ListingService listings, StandardsEngine standards, AgreedDeliveries deliveries, HoldClock clock)
{
    /// <summary>What <see cref="Buyer.Own"/> says, with all that it stands for; built and translated once.</summary>
    private static readonly Func<CommerceDatabase, string, string, HoldId[], IAsyncEnumerable<Hold>> Own = EF.CompileAsyncQuery(
        (CommerceDatabase database, string client, string consumer, HoldId[] ids) => database.Set<Hold>()
            .Where(hold => hold.ClientId == client && hold.ConsumerId == consumer && ids.Contains(hold.Id))
            .Include(hold => hold.Listing.Operator)
            .Include(hold => hold.Listing.Item).ThenInclude(item => item.Serials)
            .AsSingleQuery());

    public DateTimeOffset Now => clock.Now;

    /// <summary>The hold while it keeps the item, with its listing, item and seller in one statement, or why it does not.</summary>
    public async Task<Outcome<Hold>> LiveAsync(Buyer buyer, HoldId id, CancellationToken cancellationToken) =>
        (await LiveAsync(buyer, [id], cancellationToken)).Try(out var holds, out var refusal) ? holds[0] : Outcome<Hold>.Refused(refusal);

    /// <summary>As one: all of them in the order of <paramref name="ids"/>, or why the first that keeps nothing does not.</summary>
    public async Task<Outcome<IReadOnlyList<Hold>>> LiveAsync(Buyer buyer, IReadOnlyList<HoldId> ids, CancellationToken cancellationToken)
    {
        var found = await Own(database, buyer.ClientId, buyer.ConsumerId, [.. ids]).ToDictionaryAsync(hold => hold.Id, cancellationToken: cancellationToken);
        var now = Now;
        return ids.Select(id => LostAt(found.GetValueOrDefault(id), id, now)).FirstOrDefault(lost => lost is not null) is { } refusal
            ? Outcome<IReadOnlyList<Hold>>.Refused(refusal)
            : ids.Select(id => found[id]).ToList();
    }

    private static UserError? LostAt(Hold? hold, HoldId id, DateTimeOffset now) => hold switch
    {
        null => new HoldNotFound(id.ToString(), "input", "holdId"),
        { UsedAt: not null } => new HoldUsed(id, "input", "holdId"),
        _ when !hold.IsLive(now) => new HoldExpired(id, hold.ListingId, hold.ReleasedAt ?? hold.ExpiresAt, "input", "holdId"),
        _ => null,
    };

    /// <summary>A hold that an earlier request made or changed.</summary>
    public Task<Hold> FindAgainAsync(Buyer buyer, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<HoldId>(name);
        return buyer.Own(database.Set<Hold>()).Include(hold => hold.Listing).SingleAsync(hold => hold.Id == id, cancellationToken);
    }

    /// <summary>One contract with each operator over live holds, as the listings stand today and by the shipping that was shown, or why the first that cannot be confirmed cannot.</summary>
    public Outcome<IReadOnlyList<Contract>> Contracts(IReadOnlyList<Hold> holds)
    {
        List<Contract> contracts = [];
        foreach (var ofOne in holds.GroupBy(hold => hold.OperatorId).Select(group => group.ToList()))
        {
            if (!Confirm(ofOne, ofOne[0].SubmitLabel, ofOne[0].Shown?.Content.Shipping).Try(out var text, out var refusal))
            {
                return Outcome<IReadOnlyList<Contract>>.Refused(refusal);
            }

            contracts.Add(new(text, ofOne));
        }

        return contracts;
    }

    /// <summary>What has changed of shipping since the buyer was shown it; null when nothing has.</summary>
    public Task<UserError?> ShippingChangedAsync(Buyer buyer, IReadOnlyList<Contract> contracts, CancellationToken cancellationToken) =>
        deliveries.ChangedAsync(buyer, contracts, cancellationToken);

    /// <summary>
    /// The final confirmation of live holds of one operator as the listings stand today, or why one cannot be bought today: taken off the shelf, or its
    /// permits and checks ran out over night.
    /// </summary>
    /// <param name="holds">With their listings.</param>
    /// <param name="submitLabel">The app's wording of the last button; null for ours.</param>
    /// <param name="shipping">How it gets to the buyer.</param>
    public Outcome<ConfirmationText> Confirm(IReadOnlyList<Hold> holds, string? submitLabel, ConfirmedShipping? shipping)
    {
        if (holds.FirstOrDefault(hold => hold.Listing.State != ListingState.Published) is { } gone)
        {
            return new ListingNotForSale(gone.ListingId, gone.Listing.State, "input", "holdId");
        }

        var terms = Terms(new([.. holds.Select(hold => hold.Listing)], submitLabel, shipping));
        return terms.Error is null && holds.Select(hold => Lapsed(hold.Listing, "holdId")).FirstOrDefault(lapsed => lapsed is not null) is { } notToday ? notToday : terms;
    }

    /// <summary>What the last screen shows of listings of one operator as they stand today, or what the first that lacks something lacks.</summary>
    public Outcome<ConfirmationText> Terms(Offered offered) => clock.Settings.SellerTermsRequired && offered.Listings[0].Operator.Terms is null
        ? new SellerTermsNotAccepted("input")
        : clock.Payouts.RefusalOf(offered.Listings[0].Operator, "input") is { } unpaid ? unpaid
        : ConfirmationRules.Of(standards, offered, Tokyo.DayOf(Now)).Try(out var confirmation, out var refusal)
            ? ConfirmationText.Of(confirmation)
            : Outcome<ConfirmationText>.Refused(refusal);

    /// <summary>Why the standards keep a listing on the shelf from being sold today; null when they do not.</summary>
    /// <param name="listing">With its item and operator.</param>
    /// <param name="field">What named the listing in the input.</param>
    public ListingStandardsLapsed? Lapsed(Listing listing, string field) =>
        listings.Today(listing) is { MayStay: false } verdict ? new(listing.Id, verdict, "input", field) : null;

    /// <summary>Why nothing of a listing's seller can be sold now; null when it can.</summary>
    public PayoutsNotEnabled? Unpaid(Listing listing) => clock.Payouts.RefusalOf(listing.Operator);

    /// <summary>Why a claim was not its hold's any more when it was to be changed: somebody ordered, released or took the item since it was read.</summary>
    public async Task<IUserError> LostAsync(Buyer buyer, IReadOnlyList<HoldId> ids, IUserError error, CancellationToken cancellationToken)
    {
        if (error is ItemTaken taken)
        {
            return taken with { At = ["input", "holdId"] };
        }

        database.ChangeTracker.Clear();
        return (await LiveAsync(buyer, ids, cancellationToken)).Error ?? throw new ChangedMeanwhile();
    }
}
