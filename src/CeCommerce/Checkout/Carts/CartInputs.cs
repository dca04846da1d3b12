using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout.Carts;

/// <summary>What to put into the caller's cart.</summary>
internal sealed record AddToCartInput
{
    /// <summary>The listings; what is in already stays as it is.</summary>
    public required IReadOnlyList<ListingId> ListingIds { get; init; }

    /// <summary>The app's own word for the purchase to come, at most 64 printable ASCII characters; left out: as it was.</summary>
    public string? ClientReference { get; init; }

    /// <summary>A fresh key for each new request, e.g. a UUID; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What to take out of the caller's cart.</summary>
internal sealed record RemoveFromCartInput
{
    /// <summary>The listings.</summary>
    public required IReadOnlyList<ListingId> ListingIds { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What the buyer has seen as it is now.</summary>
internal sealed record AcceptCartChangesInput
{
    /// <summary>The listings; left out: all.</summary>
    public IReadOnlyList<ListingId>? ListingIds { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>How to check out the caller's cart.</summary>
internal sealed record CheckoutCartInput
{
    /// <summary>The words on the app's last button, when they are not ours; e.g. 購入する or Buy now; they must say that pressing it is an order.</summary>
    public string? SubmitLabel { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Whom the caller's cart is for and how each operator sends; what is said here takes the place of what was said before.</summary>
internal sealed record SetCartDeliveryInput
{
    /// <summary>One of the caller's own; left out: nobody, which is enough while nothing is sent by a method.</summary>
    public RecipientId? RecipientId { get; init; }

    /// <summary>What the buyer chose; whoever is not named sends in the cheapest way that reaches the recipient. Where two name one operator the later counts.</summary>
    public IReadOnlyList<CartDeliveryMethodInput>? Methods { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>How one operator sends.</summary>
internal sealed record CartDeliveryMethodInput
{
    /// <summary>Who sells.</summary>
    public required OperatorId OperatorId { get; init; }

    /// <summary>One of that operator's methods in use.</summary>
    public required ShippingMethodId MethodId { get; init; }

    /// <summary>The part of the day, one of those that the method offers; left out: any.</summary>
    public DeliveryWindow? Window { get; init; }

    /// <summary>Of what is fetched: whether the operator may read the recipient, to reach the buyer; left out: no. Of a parcel it may always.</summary>
    public bool? WithContact { get; init; }
}
