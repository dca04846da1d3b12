using CeCommerce.Listings;

namespace CeCommerce.Checkout;

/// <summary>Which item to keep.</summary>
internal sealed record HoldListingInput
{
    /// <summary>The listing over the item.</summary>
    public required ListingId ListingId { get; init; }

    /// <summary>A fresh key for each new request, e.g. a UUID; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which hold to extend.</summary>
internal sealed record ExtendHoldInput
{
    /// <summary>The hold.</summary>
    public required HoldId HoldId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which hold to let go.</summary>
internal sealed record ReleaseHoldInput
{
    /// <summary>The hold.</summary>
    public required HoldId HoldId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which hold to check out.</summary>
internal sealed record CheckoutInput
{
    /// <summary>The hold.</summary>
    public required HoldId HoldId { get; init; }

    /// <summary>The words on the app's last button, when they are not ours; e.g. 購入する or Buy now; they must say that pressing it is an order.</summary>
    public string? SubmitLabel { get; init; }
}
