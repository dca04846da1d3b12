using CeCommerce.Checkout;
using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused, but there with the error when its payment was declined.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record OrderPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static OrderPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);

    /// <summary>A declined payment is an order and a refusal at once.</summary>
    internal static OrderPayload Placed(Outcome<Order> outcome, DateTimeOffset now) =>
        outcome.Value is { } placed && Declined([placed], now) is { } declined ? new(placed, [declined]) : Of(outcome);

    internal static PaymentDeclined? Declined(IReadOnlyList<Order> orders, DateTimeOffset now) => orders is [{ State: OrderState.PaymentFailed } failed, ..]
        ? new(failed.Id, failed.FailureReason ?? "declined", orders.SelectMany(order => order.Lines).Min(line => line.HoldExpiresAt) is var until && until > now ? until : null, "input", "paymentMethod")
        : null;
}

/// <summary>What came of it.</summary>
/// <param name="Purchase">The purchase with its orders; null when refused, but there with the error when its payment was declined.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record PurchaseCartPayload(Purchase? Purchase, IReadOnlyList<IUserError> Errors)
{
    internal static PurchaseCartPayload Of(IReadOnlyList<Order> orders, DateTimeOffset now) =>
        new(orders[0].Purchase, OrderPayload.Declined(orders, now) is { } declined ? [declined] : []);
}
