using CeCommerce.Listings;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

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

/// <summary>What the buyer orders.</summary>
internal sealed record PlaceOrderInput
{
    /// <summary>The hold that keeps the item.</summary>
    public required HoldId HoldId { get; init; }

    /// <summary>Digest of the final confirmation that the buyer saw and agreed to.</summary>
    public required string ConfirmationDigest { get; init; }

    /// <summary>The payment processor's name for the means of payment; see paymentMethods.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>A fresh key for each new order; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order to cancel.</summary>
internal sealed record CancelOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Why, for the other side; at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order to refund.</summary>
internal sealed record RefundOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Why, for the buyer; at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order was handed over.</summary>
internal sealed record HandOverInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Who carries it; null when given to the buyer directly.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order arrived well.</summary>
internal sealed record CompleteOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Hold">The hold; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record HoldPayload(Hold? Hold, IReadOnlyList<IUserError> Errors)
{
    internal static HoldPayload Of(Outcome<Hold> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);
}

/// <summary>What the buyer is about to agree to.</summary>
/// <param name="Confirmation">To be shown in full on the screen with the last button; null when refused.</param>
/// <param name="Hold">The hold; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record CheckoutPayload(FinalConfirmation? Confirmation, Hold? Hold, IReadOnlyList<IUserError> Errors)
{
    internal static CheckoutPayload Of(Outcome<Hold> outcome) => outcome.Try(out var hold, out var error)
        ? new(FinalConfirmation.Read(hold.Confirmation!), hold, [])
        : new(null, null, [error]);
}

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused, but there with the error when its payment was declined.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record OrderPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static OrderPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);

    /// <summary>A declined payment is an order and a refusal at once.</summary>
    internal static OrderPayload Placed(Outcome<Order> outcome, DateTimeOffset now) => outcome.Value is { State: OrderState.PaymentFailed } failed
        ? new(failed, [new PaymentDeclined(failed.Id, failed.FailureReason ?? "declined", failed.HoldExpiresAt > now ? failed.HoldExpiresAt : null, "input", "paymentMethod")])
        : Of(outcome);
}
