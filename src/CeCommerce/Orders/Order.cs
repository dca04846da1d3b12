using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Orders;

public readonly record struct OrderId(Guid Value) : ITypedId<OrderId>
{
    public static string Prefix => "ord";

    public static OrderId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// One buyer's purchase of one item. Everything that was agreed (price, shipping, tax, the listing's words, the final
/// confirmation, the rule pack) is frozen in it, so that a later change of the listing changes no order.
/// </summary>
public sealed class Order
{
    private Order()
    {
    }

    public OrderId Id { get; private init; }

    public OrderState State { get; private set; }

    public HoldId HoldId { get; private init; }

    /// <summary>End of the hold that the order came from: until then a refused payment leaves the item with the buyer.</summary>
    public DateTimeOffset HoldExpiresAt { get; private init; }

    public ClaimId ClaimId { get; private init; }

    public ListingId ListingId { get; private init; }

    public ItemId ItemId { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public string ClientId { get; private init; } = "";

    public string ConsumerId { get; private init; } = "";

    public Money Price { get; private init; }

    public Money ShippingFee { get; private init; }

    public Money Total { get; private init; }

    /// <summary>Consumption tax contained in the total.</summary>
    public Money TaxIncluded { get; private init; }

    /// <summary>Canonical JSON of the <see cref="FinalConfirmation"/> that the buyer agreed to.</summary>
    public string Confirmation { get; private init; } = "";

    public string ConfirmationDigest { get; private init; } = "";

    public ListingSnapshot Snapshot { get; private init; } = null!;

    /// <summary>Version of the rule pack by which the listing was on the shelf.</summary>
    public string? PackVersion { get; private init; }

    /// <summary>The payment processor's name for the means of payment.</summary>
    public string PaymentMethod { get; private init; } = "";

    /// <summary>Where the buyer goes to finish paying, while <see cref="OrderState.AwaitingPayment"/>.</summary>
    public string? NextActionUrl { get; private set; }

    /// <summary>Unpaid by then, the order is cancelled.</summary>
    public DateTimeOffset PaymentDueAt { get; private set; }

    /// <summary>The processor's code for its refusal.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>How often a worker failed at it.</summary>
    public int Failures { get; private init; }

    /// <summary>After a failure: when the workers look at it again.</summary>
    public DateTimeOffset? RetryAt { get; private init; }

    public string? CancelReason { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    /// <summary>When it completes by itself after the hand-over.</summary>
    public DateTimeOffset? CompletesAt { get; private set; }

    public DateTimeOffset PlacedAt { get; private init; }

    public DateTimeOffset? PaidAt { get; private set; }

    public DateTimeOffset? HandedOverAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public uint Version { get; private set; }

    internal static Order Place(OrderId id, Hold hold, FinalConfirmation confirmation, OrderPayment payment, DateTimeOffset now) => new()
    {
        Id = id,
        State = OrderState.PaymentPending,
        HoldId = hold.Id,
        HoldExpiresAt = hold.ExpiresAt,
        ClaimId = hold.ClaimId,
        ListingId = hold.ListingId,
        ItemId = hold.ItemId,
        OperatorId = hold.OperatorId,
        ClientId = hold.ClientId,
        ConsumerId = hold.ConsumerId,
        Price = confirmation.Price,
        ShippingFee = confirmation.ShippingFee,
        Total = confirmation.Total,
        TaxIncluded = confirmation.Tax.Amount,
        Confirmation = confirmation.AsJson(),
        ConfirmationDigest = confirmation.Digest(),
        Snapshot = ListingSnapshot.Of(hold.Listing),
        PackVersion = hold.Listing.Compliance?.PackVersion,
        PaymentMethod = payment.Method,
        PaymentDueAt = payment.DueAt,
        PlacedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Sold: nobody else gets the item; the claim ends when the sale is completed and the item is the buyer's.</summary>
    internal Claim AsClaim() => new(ClaimId, ItemId, ClaimKind.Order, Id.Value, PlacedAt, null);

    public Outcome<Order> Move(OrderState to, OrderActor by, DateTimeOffset now)
    {
        if (!OrderMoves.Allows(State, to, by))
        {
            return new OrderMoveRefused(Id, State, to, OrderMoves.From(State, by));
        }

        (State, UpdatedAt) = (to, now);
        NextActionUrl = to == OrderState.AwaitingPayment ? NextActionUrl : null;
        PaidAt = to == OrderState.Paid ? now : PaidAt;
        return this;
    }

    internal void AwaitBuyer(string url, DateTimeOffset dueAt) => (NextActionUrl, PaymentDueAt) = (url, dueAt);

    internal void AwaitProcessor(DateTimeOffset dueAt) => PaymentDueAt = dueAt;

    internal void Refuse(string reason) => FailureReason = reason;

    internal void Because(string? reason) => CancelReason = reason;

    internal void HandOver(string? carrier, string? trackingNumber, DateTimeOffset now, DateTimeOffset completesAt) =>
        (Carrier, TrackingNumber, HandedOverAt, CompletesAt) = (carrier, trackingNumber, now, completesAt);
}

/// <summary>How and until when an order is to be paid.</summary>
internal sealed record OrderPayment(string Method, DateTimeOffset DueAt);

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
