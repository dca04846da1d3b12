using CeCommerce.Listings;

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
