using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings;

/// <summary>A listing that the operator has under its own number.</summary>
/// <param name="Digest">Of the stock list's row that it came from.</param>
/// <param name="PausedByImport">An import took it off the shelf because it did not meet the standards any more; nobody did by hand.</param>
/// <param name="OtherSuspended">The platform took another listing of the item down.</param>
internal sealed record KnownListing(ListingId Id, ItemId Item, byte[]? Digest, ListingState State, bool PausedByImport, bool OtherSuspended);

/// <summary>What a row of a stock list wants of a listing, judged already.</summary>
/// <param name="SourceId">The operator's own number.</param>
/// <param name="Digest">Of the row.</param>
/// <param name="Facts">What the standards looked at.</param>
/// <param name="Next">The state that it gets.</param>
internal sealed record StatedOffer(string? SourceId, byte[] Digest, Offer Offer, ListingFacts Facts, Compliance Verdict, ListingState Next);

/// <summary>
/// Listings by the hundred, for whoever takes in stock. Everything happens in the transaction of the caller, who also says where new
/// rows are kept until they are written (<see cref="BulkRows"/>); listings that change are tracked and saved as ever.
/// </summary>
internal sealed class ListingIntake(StandardsEngine standards, Action<object> keep, Caller caller, DateTimeOffset now)
{
    private const string Find =
        """
        SELECT l.source_id, l.id, l.item_id, l.source_digest, l.state, l.paused_by,
            EXISTS (SELECT FROM listings.listings o WHERE o.item_id = l.item_id AND o.id <> l.id AND o.state = 'Suspended')
        FROM unnest($2) AS wanted (id)
        JOIN listings.listings l ON l.operator_id = $1 AND l.source_id = wanted.id
        """;

    private readonly ListingJournal _journal = new(standards, keep);

    /// <summary>The entities whose new rows come by <c>keep</c>, in the order of their references.</summary>
    public static IReadOnlyList<Type> Tables { get; } = [typeof(Listing), typeof(PriceChange), typeof(StoredAssessment), typeof(LeaseDisclosureRecord), typeof(HistoryEntry), typeof(EventRecord)];

    /// <summary>The operator's listings under those numbers, in one statement.</summary>
    public static async Task<Dictionary<string, KnownListing>> FindAsync(
        NpgsqlConnection connection, OperatorId owner, IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, KnownListing>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Find, connection) { Parameters = { new() { Value = owner.Value }, new() { Value = sourceIds.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetString(0)] = new(
                new(reader.GetGuid(1)), new(reader.GetGuid(2)), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3),
                Enum.Parse<ListingState>(reader.GetString(4)), !reader.IsDBNull(5) && reader.GetString(5) == nameof(ListingActor.Import), reader.GetBoolean(6));
        }

        return found;
    }

    /// <summary>Which of the items have a listing that the platform took down.</summary>
    public static async Task<HashSet<ItemId>> SuspendedAsync(NpgsqlConnection connection, IReadOnlyCollection<ItemId> items, CancellationToken cancellationToken)
    {
        var suspended = new HashSet<ItemId>();
        if (items.Count == 0)
        {
            return suspended;
        }

        await using var command = new NpgsqlCommand("SELECT item_id FROM listings.listings WHERE item_id = ANY($1) AND state = 'Suspended'", connection);
        command.Parameters.Add(new() { Value = items.Select(item => item.Value).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            suspended.Add(new(reader.GetGuid(0)));
        }

        return suspended;
    }

    /// <summary>The listings with their items and numbers, to be changed.</summary>
    public static Task<Dictionary<ListingId, Listing>> LoadAsync(CommerceDatabase database, IReadOnlyCollection<ListingId> listings, CancellationToken cancellationToken) =>
        database.Set<Listing>().Include(x => x.Item).ThenInclude(x => x.Serials).Where(x => listings.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);

    /// <param name="why">Stands in the history.</param>
    public Listing Draft(Item item, StatedOffer stated, string why)
    {
        var listing = Listing.Draft(TypedId.New<ListingId>(now), item, stated.SourceId, stated.Offer, now);
        keep(listing);
        Judge(listing, stated, stated.Next == ListingState.Published ? AssessmentOccasion.Publish : AssessmentOccasion.Draft);
        Move(listing, stated.Next);
        _journal.Price(listing, now);
        _journal.Record(listing, listing.State == ListingState.Published ? "published" : "drafted", caller, now, why: why);
        return listing;
    }

    /// <summary>States the offer anew; the item has been described by then.</summary>
    /// <param name="known">As it was when that was decided.</param>
    /// <param name="why">Stands in the history.</param>
    /// <exception cref="ListingMovedMeanwhile">It was sold, paused or published since.</exception>
    public Listing Restate(Listing listing, ListingState known, StatedOffer stated, string why)
    {
        if (listing.State != known)
        {
            throw new ListingMovedMeanwhile();
        }

        stated = KeepingDisclosure(stated, listing);
        var (old, state) = (listing.AsOffer(), listing.State);
        var priceMoved = PriceChange.Between(old, stated.Offer);
        listing.Offers(stated.Offer, now);
        Judge(listing, stated, priceMoved ? AssessmentOccasion.PriceChange : AssessmentOccasion.Change);
        Move(listing, stated.Next);
        if (priceMoved)
        {
            _journal.Price(listing, now);
        }

        _journal.Record(listing, WordFor(state, listing.State), caller, now, old, stated.Offer, why);
        return listing;
    }

    /// <summary>Stock lists have no columns for what is told before a lease: a row leaves it as it was stated elsewhere. No criterion about it blocks.</summary>
    private StatedOffer KeepingDisclosure(StatedOffer stated, Listing listing)
    {
        if (listing.LeaseDisclosure is not { } told || stated.Offer is not { Kind: ListingKind.Sharing, LeaseDisclosure: null })
        {
            return stated;
        }

        var facts = stated.Facts with { LeaseDisclosure = told };
        return stated with { Offer = stated.Offer with { LeaseDisclosure = told }, Facts = facts, Verdict = Compliance.Of(standards, facts).WaivedAs(stated.Verdict, Tokyo.DayOf(now)) };
    }

    private static string WordFor(ListingState before, ListingState after) =>
        before == after ? "changed" : after == ListingState.Published ? "published" : "paused";

    private void Judge(Listing listing, StatedOffer stated, AssessmentOccasion occasion)
    {
        listing.CameFrom(stated.Digest);
        _journal.Assessed(listing, stated.Facts, stated.Verdict, new(occasion, caller, now));
    }

    private void Move(Listing listing, ListingState next)
    {
        if (listing.State != next && listing.Move(next, ListingActor.Import, now).Error is { } refused)
        {
            throw new InvalidOperationException($"{listing.Id} was decided to become {next}, but: {refused.Message.En}");
        }
    }
}

/// <summary>A listing is not in the state any more that was decided by; it has to be looked at again.</summary>
internal sealed class ListingMovedMeanwhile() : Exception("A listing moved while its row was taken in.");
