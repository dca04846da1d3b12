using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>What came of it.</summary>
/// <param name="Order">The order; null when refused, but there with the error when its payment was declined.</param>
/// <param name="Errors">Why it was refused; empty when it was done.</param>
internal sealed record OrderPayload(Order? Order, IReadOnlyList<IUserError> Errors)
{
    internal static OrderPayload Of(Outcome<Order> outcome) => new(outcome.Value, outcome.Error is { } error ? [error] : []);

    /// <summary>A declined payment is an order and a refusal at once.</summary>
    internal static OrderPayload Placed(Outcome<Order> outcome, DateTimeOffset now) => outcome.Value is { State: OrderState.PaymentFailed } failed
        ? new(failed, [new PaymentDeclined(failed.Id, failed.FailureReason ?? "declined", HeldUntil(failed, now), "input", "paymentMethod")])
        : Of(outcome);

    private static DateTimeOffset? HeldUntil(Order failed, DateTimeOffset now) => failed.Lines.Min(line => line.HoldExpiresAt) is var until && until > now ? until : null;
}
