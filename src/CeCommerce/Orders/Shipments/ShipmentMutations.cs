using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders.Shipments;

internal sealed class ShipmentMutations
{
    /// <summary>Ships a paid order, or gives it into the buyer's hands. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `ORDER_TEXT_INVALID`, `TRACKING_NUMBER_INVALID`, `SERIAL_REQUIRED` or `SERIAL_OF_ANOTHER_UNIT`.</summary>
    /// <param name="input">Which order, and how.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<ShipOrderPayload> ShipOrderAsync(ShipOrderInput input, Caller caller, [FromServices] ShipmentService service, CancellationToken cancellationToken) =>
        ShipOrderPayload.Of(await service.ShipAsync(
            new(caller, input.OrderId, input.IdempotencyKey), new(input.Carrier, input.TrackingNumber, Dispatch.Read(input.Serial, input.Serials), input.ByHand ?? false), cancellationToken));

    /// <summary>Corrects carrier and number of an order that was shipped; what was told before stays in its shipments. Refused with `ORDER_NOT_FOUND`, `ORDER_MOVE_REFUSED`, `ORDER_TEXT_INVALID` or `TRACKING_NUMBER_INVALID`.</summary>
    /// <param name="input">What is right.</param>
    [Allow(Role.Operator, Role.Platform, Scope = BuyingScopes.Write)]
    public static async Task<CorrectShipmentPayload> CorrectShipmentAsync(CorrectShipmentInput input, Caller caller, [FromServices] ShipmentService service, CancellationToken cancellationToken) =>
        CorrectShipmentPayload.Of(await service.CorrectAsync(new(caller, input.OrderId, input.IdempotencyKey), new(input.Carrier, input.TrackingNumber), cancellationToken));

    /// <summary>The buyer has it: from now on the time to check runs. Refused with `ORDER_NOT_FOUND` or `ORDER_MOVE_REFUSED`.</summary>
    /// <param name="input">Which order.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<ConfirmDeliveryPayload> ConfirmDeliveryAsync(ConfirmDeliveryInput input, Caller caller, [FromServices] ShipmentService service, CancellationToken cancellationToken) =>
        ConfirmDeliveryPayload.Of(await service.ConfirmDeliveryAsync(new(caller, input.OrderId, input.IdempotencyKey), cancellationToken));
}
