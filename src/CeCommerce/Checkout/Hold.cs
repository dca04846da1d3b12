using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Checkout;

public readonly record struct HoldId(Guid Value) : ITypedId<HoldId>
{
    public static string Prefix => "hld";

    public static HoldId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// An item kept for one buyer while they check out. The claim behind it expires by itself at <see cref="ExpiresAt"/>; what the
/// buyer was shown on the last screen is frozen here.
/// </summary>
public sealed class Hold
{
    private Hold()
    {
    }

    public HoldId Id { get; private init; }

    public ClaimId ClaimId { get; private init; }

    public ListingId ListingId { get; private init; }

    public Listing Listing { get; private init; } = null!;

    public ItemId ItemId { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public string ClientId { get; private init; } = "";

    public string ConsumerId { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Exclusive: at this moment the item is free for others, unless it was released before or ordered.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When its one extension was used.</summary>
    public DateTimeOffset? ExtendedAt { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>When it was ordered.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The app's wording of the last button; null for ours.</summary>
    public string? SubmitLabel { get; private set; }

    /// <summary>Canonical JSON of the final confirmation as last shown.</summary>
    public string? Confirmation { get; private set; }

    public string? ConfirmationDigest { get; private set; }

    public uint Version { get; private set; }

    internal static Hold Of(HoldId id, Listing listing, Buyer buyer, DateTimeOffset now, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        ClaimId = TypedId.New<ClaimId>(now),
        ListingId = listing.Id,
        Listing = listing,
        ItemId = listing.ItemId,
        OperatorId = listing.OperatorId,
        ClientId = buyer.ClientId,
        ConsumerId = buyer.ConsumerId,
        CreatedAt = now,
        ExpiresAt = expiresAt,
    };

    internal Buyer Buyer => new(ClientId, ConsumerId);

    /// <summary>The final confirmation as last shown.</summary>
    internal ConfirmationText? Shown => Confirmation is { } json ? new(json) : null;

    /// <summary>Whether it keeps the item: not released, not ordered, not over.</summary>
    public bool IsLive(DateTimeOffset now) => ReleasedAt is null && UsedAt is null && now < ExpiresAt;

    /// <summary>A sale would keep the item for ever, so nothing later may be promised while it is held.</summary>
    internal Claim AsClaim() => new(ClaimId, ItemId, ClaimKind.Hold, Id.Value, CreatedAt, null) { ExpiresAt = ExpiresAt };

    internal void Extend(DateTimeOffset now, DateTimeOffset until) => (ExtendedAt, ExpiresAt) = (now, until);

    internal void Release(DateTimeOffset now) => ReleasedAt = now;

    internal void Use(DateTimeOffset now) => UsedAt = now;

    /// <summary>The order's payment was refused: for what is left of its time the buyer may order again.</summary>
    internal void Return() => UsedAt = null;

    internal void Show(ConfirmationText confirmation, string? submitLabel) =>
        (SubmitLabel, Confirmation, ConfirmationDigest) = (submitLabel, confirmation.Json, confirmation.Digest);
}
