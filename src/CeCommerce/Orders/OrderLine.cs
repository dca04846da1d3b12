using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Orders;

/// <summary>One unit that an order sells.</summary>
public sealed class OrderLine
{
    private OrderLine()
    {
    }

    public OrderId OrderId { get; private init; }

    /// <summary>From 1, in the order of the confirmation.</summary>
    public int Number { get; private init; }

    public HoldId HoldId { get; private init; }

    /// <summary>End of the hold that it came from: until then a refused payment leaves the item with the buyer.</summary>
    public DateTimeOffset HoldExpiresAt { get; private init; }

    public ClaimId ClaimId { get; private init; }

    public ListingId ListingId { get; private init; }

    public ItemId ItemId { get; private init; }

    /// <summary>With tax.</summary>
    public Money Price { get; private init; }

    /// <summary>Consumption tax contained in the price, by itself; what an order says of its total is computed from the total.</summary>
    public Money TaxIncluded { get; private init; }

    public int TaxRatePercent { get; private init; }

    public ListingSnapshot Snapshot { get; private init; } = null!;

    /// <summary>Version of the rule pack by which the listing was on the shelf.</summary>
    public string? PackVersion { get; private init; }

    /// <summary>Since when it is sold no more: the sale ended without success.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public LineState State { get; private set; }

    /// <summary>When somebody will have been silent for too long about it.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Minor units of the price that were decided to go back.</summary>
    public long RefundedAmount { get; private set; }

    /// <summary>What is left of the price.</summary>
    internal Money Rest => Price with { Amount = Price.Amount - RefundedAmount };

    internal void Move(LineState to, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        (State, DueAt) = (to, dueAt);
        if (to == LineState.Refunded)
        {
            End(now);
        }
    }

    internal void Refund(Money amount) => RefundedAmount += amount.Amount;

    internal static OrderLine Of(int number, Hold hold, Money price, int taxRatePercent) => new()
    {
        Number = number,
        HoldId = hold.Id,
        HoldExpiresAt = hold.ExpiresAt,
        ClaimId = hold.ClaimId,
        ListingId = hold.ListingId,
        ItemId = hold.ItemId,
        Price = price,
        TaxIncluded = price.TaxIncluded(taxRatePercent),
        TaxRatePercent = taxRatePercent,
        Snapshot = ListingSnapshot.Of(hold.Listing),
        PackVersion = hold.Listing.Compliance?.PackVersion,
    };

    internal void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>What the listing said when it was bought.</summary>
public sealed record ListingSnapshot(
    ListingKind Kind,
    string Title,
    string Description,
    ProductModel Model,
    ItemCondition Condition,
    SaleTerms Terms,
    IReadOnlyList<Photo> Photos)
{
    internal static ListingSnapshot Of(Listing listing) => new(
        listing.Kind, listing.Title, listing.Description, listing.Item.Model, listing.Item.Condition, listing.Terms, listing.Photos);
}
