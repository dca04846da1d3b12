using CeCommerce.Checkout;
using CeCommerce.Orders.Arrival;
using CeCommerce.Payments.Saved;

namespace CeCommerce.Orders;

/// <summary>What the buyer orders.</summary>
internal sealed record PlaceOrderInput
{
    /// <summary>The hold that keeps the item.</summary>
    public required HoldId HoldId { get; init; }

    /// <summary>Digest of the final confirmation that the buyer saw and agreed to.</summary>
    public required string ConfirmationDigest { get; init; }

    /// <summary>The payment processor's name for the means of payment; see paymentMethods.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>One of the caller's savedPaymentMethods, which is charged at once; `paymentMethod` is the one that it names. Left out: the buyer pays as `buyerAction` says.</summary>
    public SavedMethodId? SavedPaymentMethodId { get; init; }

    /// <summary>The app's own word for the purchase, at most 64 printable ASCII characters; nothing personal.</summary>
    public string? ClientReference { get; init; }

    /// <summary>A fresh key for each new order; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>How the buyer buys what their cart keeps for them.</summary>
internal sealed record PurchaseCartInput
{
    /// <summary>The `sha256` of the cart's agreement that the buyer saw and agreed to.</summary>
    public required string Agreement { get; init; }

    /// <summary>The payment processor's name for the means of payment; see the cart's paymentMethods.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>One of the caller's savedPaymentMethods, which is charged at once; `paymentMethod` is the one that it names. Left out: the buyer pays as `buyerAction` says.</summary>
    public SavedMethodId? SavedPaymentMethodId { get; init; }

    /// <summary>The app's own word for the purchase, at most 64 printable ASCII characters; left out: the cart's.</summary>
    public string? ClientReference { get; init; }

    /// <summary>A fresh key for each new purchase; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order to cancel.</summary>
internal sealed record CancelOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Why, for the other side; at most 500 characters. Sealed for the buyer, and gone when they are erased.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order to refund.</summary>
internal sealed record RefundOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Why, for the buyer; at most 500 characters. Sealed for them, and gone when they are erased.</summary>
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

    /// <summary>The serial number (or IMEI, or the operator's own tag) read off the unit: refused when it is another unit's, and when it is left out for a unit that has one.</summary>
    public string? Serial { get; init; }

    /// <summary>The same for an order of several units, one number for each that has one.</summary>
    public IReadOnlyList<string>? Serials { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which order arrived well.</summary>
internal sealed record CompleteOrderInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>To each point of the order's arrivalChecklist; null when the buyer was not asked.</summary>
    public IReadOnlyList<ArrivalAnswerInput>? ArrivalAnswers { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
