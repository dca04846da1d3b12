using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

public readonly record struct ListingId(Guid Value) : ITypedId<ListingId>
{
    public static string Prefix => "lst";

    public static ListingId From(Guid value) => new(value);

    // In the order of the database, big-endian; queries translate them.
    public static bool operator <(ListingId left, ListingId right) => string.CompareOrdinal(left.Value.ToString("N"), right.Value.ToString("N")) < 0;

    public static bool operator >(ListingId left, ListingId right) => right < left;

    public override string ToString() => TypedId.Format(this);
}

/// <summary>An offer over one item: to sell it as it is, refurbished, or to let others use it.</summary>
public sealed class Listing
{
    private readonly List<OfferVersion> _replaced = [];

    private Listing()
    {
    }

    public ListingId Id { get; private init; }

    public ItemId ItemId { get; private init; }

    public Item Item { get; private init; } = null!;

    /// <summary>What its operator said of the item before it passed on to another; null while they have it.</summary>
    public PastItem? ItemThen { get; private set; }

    /// <summary>The item that is, or was, offered by it: what was sold stays as its operator described it.</summary>
    internal Item ItemOffered => ItemThen is null ? Item : Item.As(ItemThen);

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    /// <summary>The owner's own number for the offer (管理番号), unique for the operator; how a stock list finds it again.</summary>
    public string? SourceId { get; private init; }

    /// <summary>SHA-256 of the stock list's row that it came from; the same row again changes nothing.</summary>
    public byte[]? SourceDigest { get; private set; }

    public ListingState State { get; private set; }

    /// <summary>Who took it off the shelf, while it is paused; null when that is not known.</summary>
    internal ListingActor? PausedBy { get; private set; }

    /// <summary>Why the platform keeps it down, while it does.</summary>
    public Suspension? Suspension { get; private set; }

    public ListingKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>Sale price with consumption tax; null for sharing.</summary>
    public Money? Price { get; private set; }

    /// <summary>Rate card and deposit; null for a sale.</summary>
    public SharingTerms? Sharing { get; private set; }

    /// <summary>What the operator states before a lease; null for a sale.</summary>
    public StatedDisclosure? LeaseDisclosure { get; private set; }

    /// <summary>The last version of it that was recorded; null while none was on the shelf.</summary>
    internal DisclosedVersion? Disclosed { get; private set; }

    public SaleTerms Terms { get; private set; } = SaleTerms.None;

    /// <summary>What is stated of this offer that rules and buyers need, each with its source and day; null when nothing is.</summary>
    public ItemFacts? Facts { get; private set; }

    public IReadOnlyList<Photo> Photos { get; private set; } = [];

    /// <summary>The verdict of the standards over what the listing says now.</summary>
    public Compliance? Compliance => StoredCompliance?.Value;

    /// <summary><see cref="Compliance"/> as it is kept: a few kilobytes that many readers of a listing do not look at.</summary>
    public LazyJson<Compliance>? StoredCompliance { get; private set; }

    /// <summary>The verdict alone, for readers that need no findings.</summary>
    public AssessmentVerdict? ComplianceVerdict { get; private set; }

    /// <summary>What that verdict comes to, in a number: two that say the same have the same (<see cref="Conclusion"/>).</summary>
    public long? VerdictDigest { get; private set; }

    /// <summary>When that verdict was given; a later look that says the same leaves it.</summary>
    public DateTimeOffset? AssessedAt { get; private set; }

    /// <summary>First day on which it comes off the shelf unless it is mended, since an edition of the rules refuses it; null when none does.</summary>
    public DateOnly? GraceUntil { get; private set; }

    /// <summary>When it was last put on the shelf; the order "newest" goes by it.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Since when the offer has been on record as it is now; <see cref="OfferVersion"/> has what was on record before.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Offers that were replaced since this was loaded.</summary>
    internal IReadOnlyList<OfferVersion> Replaced => _replaced;

    public uint Version { get; private set; }

    public static Listing Draft(ListingId id, Item item, string? sourceId, Offer offer, DateTimeOffset now)
    {
        var listing = new Listing
        {
            Id = id,
            ItemId = item.Id,
            Item = item,
            OperatorId = item.OperatorId,
            SourceId = sourceId,
            CreatedAt = now,
        };
        listing.Restate(offer, now);
        listing.RecordedAt = now;
        return listing;
    }

    /// <summary>States the offer anew; the standards must look at it again before it stays on the shelf.</summary>
    public void Offers(Offer offer, DateTimeOffset now)
    {
        var before = AsOffer();
        Restate(offer, now);
        if (JsonColumn.Write(before) != JsonColumn.Write(AsOffer()))
        {
            var recorded = Versions.After(RecordedAt, now);
            _replaced.Add(new OfferVersion(Id, RecordedAt, recorded, before));
            RecordedAt = recorded;
        }
    }

    private void Restate(Offer offer, DateTimeOffset now)
    {
        (Kind, Title, Description, Price, Sharing, LeaseDisclosure, Terms, Photos) =
            (offer.Kind, offer.Title, offer.Description, offer.Price, offer.Sharing, offer.LeaseDisclosure, offer.Terms, offer.Photos);
        Facts = offer.Facts.InsteadOf(Facts ?? ItemFacts.Empty) is { IsEmpty: false } facts ? facts : null;
        (StoredCompliance, ComplianceVerdict, UpdatedAt) = (null, null, now);
    }

    public Offer AsOffer() => new(Kind, Title, Description, Price, Sharing, Terms, Photos) { LeaseDisclosure = LeaseDisclosure, Facts = Facts ?? ItemFacts.Empty };

    /// <summary>Takes a verdict; whether it says something else than the last one, which else stands as of when it was given.</summary>
    public bool Assessed(Compliance compliance, DateTimeOffset now)
    {
        // One from before digests were kept has none.
        var isOther = (VerdictDigest ?? Compliance?.Digest) != compliance.Digest;
        (StoredCompliance, ComplianceVerdict, VerdictDigest) = (new(compliance), compliance.Verdict, compliance.Digest);
        AssessedAt = isOther ? now : AssessedAt;
        GraceUntil = State == ListingState.Published ? compliance.GraceUntil : null;
        return isOther;
    }

    /// <summary>The record that begins now, when the listing is on the shelf and what it tells before a lease is other than before.</summary>
    internal LeaseDisclosureRecord? Disclose(DateTimeOffset now)
    {
        if (State != ListingState.Published || LeaseDisclosureRecord.After(Disclosed, this, now) is not { } record)
        {
            return null;
        }

        Disclosed = new(record.Version, record.Digest);
        return record;
    }

    public void CameFrom(byte[] sourceDigest) => SourceDigest = sourceDigest;

    /// <summary>The item is another operator's now; true when that ends the listing. What the platform took down stays down.</summary>
    internal bool PassOn(PastItem then, DateTimeOffset now)
    {
        ItemThen = then;
        return Move(ListingState.Withdrawn, ListingActor.System, now).Error is null;
    }

    /// <summary>Publishing needs a verdict that does not block; every move needs a line in the table of moves.</summary>
    /// <param name="why">Kept with a suspension.</param>
    internal Outcome<Listing> Move(ListingState to, ListingActor by, DateTimeOffset now, string? why = null)
    {
        if (!ListingMoves.Allows(State, to, by))
        {
            return State == ListingState.Suspended && by == ListingActor.Owner
                ? new ListingSuspended(Id)
                : new ListingMoveRefused(Id, State, to, ListingMoves.From(State, by));
        }

        if (to == ListingState.Published && Compliance is not { MayPublish: true })
        {
            return new StandardsNotMet(Id, Compliance);
        }

        (State, UpdatedAt, GraceUntil) = (to, now, null);
        PublishedAt = to == ListingState.Published ? now : PublishedAt;
        PausedBy = to == ListingState.Paused ? by : null;
        Suspension = to == ListingState.Suspended ? new(why ?? "", now) : null;
        return this;
    }
}

/// <summary>Why the platform took a listing down.</summary>
/// <param name="Reason">In the platform's words.</param>
/// <param name="Since">Since when.</param>
public sealed record Suspension(string Reason, DateTimeOffset Since);

/// <summary>What an operator says in a listing; the part of it that changes as a whole.</summary>
public sealed record Offer(
    ListingKind Kind,
    string Title,
    string Description,
    Money? Price,
    SharingTerms? Sharing,
    SaleTerms Terms,
    IReadOnlyList<Photo> Photos)
{
    /// <summary>Only for sharing.</summary>
    public StatedDisclosure? LeaseDisclosure { get; init; }

    /// <summary>Those that are about an offer.</summary>
    public ItemFacts Facts { get; init; } = ItemFacts.Empty;
}

/// <summary>How a shared item is charged. Booking it comes with the rental calendar.</summary>
/// <param name="Rates">Rate card; empty while a draft has no price yet.</param>
/// <param name="Deposit">保証金; given back after the return.</param>
/// <param name="Model">Rental, sharing, subscription or lease.</param>
public sealed record SharingTerms(SharingModel Model, IReadOnlyList<Rate> Rates, Money? Deposit)
{
    /// <summary>The price of one such unit of time; null when the card has none.</summary>
    internal long? RateFor(RateUnit unit) => Rates.FirstOrDefault(rate => rate.Unit == unit)?.Price.Amount;
}

/// <summary>One line of a rate card: the price with tax for one unit of time.</summary>
/// <param name="Unit">Unit of time.</param>
/// <param name="Price">Price with tax for one unit.</param>
public sealed record Rate(RateUnit Unit, Money Price);

/// <summary>Unit of time of a rate card.</summary>
public enum RateUnit
{
    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>24 hours.</summary>
    Day,

    /// <summary>7 days.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>What 特定商取引法 11 wants stated beside the price.</summary>
/// <param name="ShippingFee">Postage with tax, borne by the buyer; zero when included.</param>
/// <param name="OtherCharges">Other money that the buyer pays; empty when there is none.</param>
/// <param name="PaymentTiming">When payment is due.</param>
/// <param name="PaymentMethods">How the buyer can pay.</param>
/// <param name="DeliveryDays">Days from the order to dispatch or hand-over.</param>
/// <param name="ApplicationPeriod">Until when the offer can be applied for; null when there is no limit.</param>
/// <param name="ReturnPolicy">返品特約; null when not stated.</param>
/// <param name="WarrantyDays">Zero when there is no warranty; null when not stated.</param>
public sealed record SaleTerms(
    Money? ShippingFee,
    IReadOnlyList<OtherCharge> OtherCharges,
    PaymentTiming? PaymentTiming,
    IReadOnlyList<PaymentMethod> PaymentMethods,
    int? DeliveryDays,
    string? ApplicationPeriod,
    string? ReturnPolicy,
    int? WarrantyDays)
{
    public static readonly SaleTerms None = new(null, [], null, [], null, null, null, null);
}

/// <summary>A photo by address, with the SHA-256 of its bytes (hex) when the lister gave it.</summary>
/// <param name="Url">http or https address.</param>
/// <param name="Digest">SHA-256 of the bytes in hex, when the lister gave it.</param>
public sealed record Photo(string Url, string? Digest);
