using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders;

internal sealed class OrderMutations
{
    /// <summary>Keeps an item for the caller for some minutes; nobody else can hold or buy it until then.</summary>
    /// <param name="input">Which item.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<HoldPayload> HoldListingAsync(
        HoldListingInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.HoldAsync(caller, input.ListingId, input.IdempotencyKey, cancellationToken));

    /// <summary>Adds the time of a hold once.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<HoldPayload> ExtendHoldAsync(
        ExtendHoldInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.ExtendAsync(caller, input.HoldId, input.IdempotencyKey, cancellationToken));

    /// <summary>Lets a held item go at once.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<HoldPayload> ReleaseHoldAsync(
        ReleaseHoldInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        HoldPayload.Of(await holds.ReleaseAsync(caller, input.HoldId, input.IdempotencyKey, cancellationToken));

    /// <summary>Gives the final confirmation (特定商取引法 12-6) that the app must show before the order, with its digest.</summary>
    /// <param name="input">Which hold.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<CheckoutPayload> CheckoutAsync(
        CheckoutInput input, Caller caller, [FromServices] HoldService holds, CancellationToken cancellationToken) =>
        CheckoutPayload.Of(await holds.CheckoutAsync(caller, input.HoldId, input.SubmitLabel, cancellationToken));

    /// <summary>Orders a held item and pays for it.</summary>
    /// <param name="input">What the buyer agreed to and how they pay.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<OrderPayload> PlaceOrderAsync(
        PlaceOrderInput input, Caller caller, [FromServices] OrderService orders, [FromServices] OrderClock clock, CancellationToken cancellationToken)
    {
        var request = new OrderRequest(input.HoldId, input.ConfirmationDigest, input.PaymentMethod, input.IdempotencyKey);
        return OrderPayload.Placed(await orders.PlaceAsync(caller, request, cancellationToken), clock.Now);
    }

    /// <summary>Ends an order before the hand-over; money that was paid goes back.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Consumer, Role.Operator, Role.Platform, Scope = OrderScopes.Write)]
    public static async Task<OrderPayload> CancelOrderAsync(
        CancelOrderInput input, Caller caller, [FromServices] OrderDesk desk, CancellationToken cancellationToken) =>
        OrderPayload.Of(await desk.CancelAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Reason, cancellationToken));

    /// <summary>Gives the money of a paid order back before the hand-over; the item returns to the shelf.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OrderScopes.Write)]
    public static async Task<OrderPayload> RefundOrderAsync(
        RefundOrderInput input, Caller caller, [FromServices] OrderDesk desk, CancellationToken cancellationToken) =>
        OrderPayload.Of(await desk.RefundAsync(new(caller, input.OrderId, input.IdempotencyKey), input.Reason, cancellationToken));

    /// <summary>Says that a paid item was given to the carrier or to the buyer.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OrderScopes.Write)]
    public static async Task<OrderPayload> HandOverAsync(
        HandOverInput input, Caller caller, [FromServices] OrderDesk desk, CancellationToken cancellationToken) =>
        OrderPayload.Of(await desk.HandOverAsync(
            new(caller, input.OrderId, input.IdempotencyKey), input.Carrier, input.TrackingNumber, cancellationToken));

    /// <summary>The buyer says that all is well; without a word an order completes by itself some days after the hand-over.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Consumer, Scope = OrderScopes.Write)]
    public static async Task<OrderPayload> CompleteOrderAsync(
        CompleteOrderInput input, Caller caller, [FromServices] OrderDesk desk, CancellationToken cancellationToken) =>
        OrderPayload.Of(await desk.CompleteAsync(new(caller, input.OrderId, input.IdempotencyKey), cancellationToken));
}
