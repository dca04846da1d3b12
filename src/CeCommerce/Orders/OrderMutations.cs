using CeCommerce.Checkout;
using CeCommerce.Checkout.Carts;
using CeCommerce.Orders.Shipments;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders;

internal sealed class OrderMutations
{
    /// <summary>
    /// Orders a held item and pays for it. `PAYOUTS_NOT_ENABLED` when the seller cannot be paid; with something saved `PAYMENT_METHOD_NOT_FOUND`, `PAYMENT_METHOD_NOT_USABLE`,
    /// `PAYMENT_METHOD_EXPIRED` or `PAYMENT_METHOD_MISMATCH` when that cannot be paid with.
    /// </summary>
    /// <param name="input">What the buyer agreed to and how they pay.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<OrderPayload> PlaceOrderAsync(
        PlaceOrderInput input,
        Caller caller,
        [FromServices] Purchasing purchasing,
        [FromServices] OrdersOfPurchases orders,
        [FromServices] TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var placed = await purchasing.PlaceAsync(
            caller, new([input.HoldId], input.ConfirmationDigest, input.PaymentMethod, input.IdempotencyKey) { ClientReference = input.ClientReference, Saved = input.SavedPaymentMethodId }, cancellationToken);
        return OrderPayload.Placed(await orders.OnlyAsync(placed, cancellationToken), clock.GetUtcNow());
    }

    /// <summary>
    /// Buys all that the caller's cart keeps for them: one payment, and an order with each operator. Refused with `CART_EMPTY`, `CART_NOT_CHECKED_OUT`, `HOLD_EXPIRED`,
    /// `CONFIRMATION_STALE`, `LISTING_STANDARDS_LAPSED`, `SELLER_TERMS_NOT_ACCEPTED`, `PAYOUTS_NOT_ENABLED`, `CART_SHIPPING_CHANGED`, `SHIPPING_METHOD_NOT_FOUND`, `CART_RECIPIENT_CHANGED`, `RECIPIENT_REQUIRED`, `PAYMENT_METHOD_UNKNOWN`, `PAYMENT_METHOD_NOT_ACCEPTED`, `PAYMENT_METHOD_NOT_FOUND`, `PAYMENT_METHOD_NOT_USABLE`,
    /// `PAYMENT_METHOD_EXPIRED`, `PAYMENT_METHOD_MISMATCH` or `CLIENT_REFERENCE_INVALID`; with `PAYMENT_DECLINED` it was placed, and all is in
    /// the cart again.
    /// </summary>
    /// <param name="input">What the buyer agreed to and how they pay.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<PurchaseCartPayload> PurchaseCartAsync(
        PurchaseCartInput input,
        Caller caller,
        [FromServices] CartPurchase carts,
        [FromServices] OrdersOfPurchases orders,
        [FromServices] TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var bought = await carts.BuyAsync(
            caller, new([], input.Agreement, input.PaymentMethod, input.IdempotencyKey) { ClientReference = input.ClientReference, Saved = input.SavedPaymentMethodId }, cancellationToken);
        return bought.Try(out var id, out var refusal)
            ? PurchaseCartPayload.Of(await orders.AllAsync(id, cancellationToken), clock.GetUtcNow())
            : new(null, [refusal]);
    }

    /// <summary>Ends an order before the hand-over; money that was paid goes back. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `PAYMENT_DISPUTED`, `ORDER_TEXT_INVALID`, and where a reason is given `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Consumer, Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<OrderPayload> CancelOrderAsync(
        CancelOrderInput input, Caller caller, [FromServices] OrderService service, CancellationToken cancellationToken) =>
        OrderPayload.Of(await service.CancelAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Reason, cancellationToken));

    /// <summary>Gives the money of a paid order back before the hand-over; the item returns to the shelf. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `PAYMENT_DISPUTED`, `ORDER_TEXT_INVALID`, and where a reason is given `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<OrderPayload> RefundOrderAsync(
        RefundOrderInput input, Caller caller, [FromServices] OrderService service, CancellationToken cancellationToken) =>
        OrderPayload.Of(await service.RefundAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Reason, cancellationToken));

    /// <summary>Says that a paid item was given to the carrier or to the buyer. As shipOrder with fewer words, which is to be used instead. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `SERIAL_REQUIRED` or `SERIAL_OF_ANOTHER_UNIT`.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<OrderPayload> HandOverAsync(
        HandOverInput input, Caller caller, [FromServices] OrderService service, CancellationToken cancellationToken) =>
        OrderPayload.Of(await service.HandOverAsync(
            new(caller, input.OrderId, input.IdempotencyKey), new(input.Carrier, input.TrackingNumber, Dispatch.Read(input.Serial, input.Serials)), cancellationToken));

    /// <summary>The buyer says that all is well; without a word an order completes by itself some days after the hand-over. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `PAYMENT_DISPUTED`, `ARRIVAL_NOT_WELL` or `ARRIVAL_ANSWERS_MISMATCH`.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<OrderPayload> CompleteOrderAsync(
        CompleteOrderInput input, Caller caller, [FromServices] OrderService service, CancellationToken cancellationToken) =>
        OrderPayload.Of(await service.CompleteAsync(new(caller, input.OrderId, input.IdempotencyKey), input.ArrivalAnswers, cancellationToken));
}
