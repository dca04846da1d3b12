using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Shipping;

/// <summary>What operators do with their shipping methods.</summary>
internal sealed class ShippingMethodMutations
{
    /// <summary>
    /// Sets a way to get things to buyers, a new one or one that is there anew; what was agreed before stays as it was agreed. Once an operator has a method in use, the
    /// shipping fees of its listings count no more. Refused with `SHIPPING_VALUE_INVALID`, `SHIPPING_METHOD_NOT_FOUND`, `TOO_MANY_SHIPPING_METHODS`, `OPERATOR_NOT_FOUND` or
    /// `SHIPPING_METHODS_BUSY`.
    /// </summary>
    /// <param name="input">The method.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<SetShippingMethodPayload> SetShippingMethod(
        SetShippingMethodInput input, Caller caller, [FromServices] ShippingMethodService service, CancellationToken cancellationToken) =>
        SetShippingMethodPayload.Of(await service.SetAsync(caller, input, cancellationToken));

    /// <summary>Nothing is sold by the method any more. Refused with `SHIPPING_METHOD_NOT_FOUND` or `SHIPPING_METHODS_BUSY`.</summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<RetireShippingMethodPayload> RetireShippingMethod(
        RetireShippingMethodInput input, Caller caller, [FromServices] ShippingMethodService service, CancellationToken cancellationToken) =>
        RetireShippingMethodPayload.Of(await service.RetireAsync(caller, input, cancellationToken));
}
