using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Checkout.Carts;

internal sealed class CartMutations
{
    /// <summary>
    /// Puts listings into the caller's cart, of any number of operators. Keeps nothing from others: checkoutCart does. Refused with `BUYER_REQUIRED`, `CART_FULL` or
    /// `CLIENT_REFERENCE_INVALID`; what cannot be put in is told with `LISTING_NOT_FOUND` or `LISTING_NOT_FOR_SALE`, and the rest is.
    /// </summary>
    /// <param name="input">Which listings.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<AddToCartPayload> AddToCartAsync(
        AddToCartInput input, Caller caller, [FromServices] CartService carts, [FromServices] CartReader reader, CancellationToken cancellationToken)
    {
        var (cart, errors) = await reader.AfterAsync(await carts.AddAsync(caller, input, cancellationToken), caller, cancellationToken);
        return new(cart, errors);
    }

    /// <summary>Takes listings out of the caller's cart and lets go what was held for them. Refused with `BUYER_REQUIRED`; what is not in it is told with `NOT_IN_CART`.</summary>
    /// <param name="input">Which listings.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<RemoveFromCartPayload> RemoveFromCartAsync(
        RemoveFromCartInput input, Caller caller, [FromServices] CartService carts, [FromServices] CartReader reader, CancellationToken cancellationToken)
    {
        var (cart, errors) = await reader.AfterAsync(await carts.RemoveAsync(caller, input, cancellationToken), caller, cancellationToken);
        return new(cart, errors);
    }

    /// <summary>The buyer has seen prices, verdicts and what sending comes to as they are now. Refused with `BUYER_REQUIRED`; what is not in the cart is told with `NOT_IN_CART`.</summary>
    /// <param name="input">Of which listings.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<AcceptCartChangesPayload> AcceptCartChangesAsync(
        AcceptCartChangesInput input, Caller caller, [FromServices] CartService carts, [FromServices] CartReader reader, CancellationToken cancellationToken)
    {
        var (cart, errors) = await reader.AfterAsync(await carts.AcceptAsync(caller, input, cancellationToken), caller, cancellationToken);
        return new(cart, errors);
    }

    /// <summary>
    /// Says whom the caller's cart is for and by which method each operator sends; whoever is not named sends in the cheapest way that reaches the recipient. What is fetched, or
    /// sold by an operator without methods, needs nobody named. Refused as a whole with `BUYER_REQUIRED`, `RECIPIENT_NOT_FOUND`, `NOT_IN_CART`, `SHIPPING_METHOD_NOT_FOUND`,
    /// `DELIVERY_WINDOW_NOT_OFFERED`, `CART_FULL`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`; where something cannot be sent is told in the cart's problems.
    /// </summary>
    /// <param name="input">Whom for, and how.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<SetCartDeliveryPayload> SetCartDeliveryAsync(
        SetCartDeliveryInput input, Caller caller, [FromServices] CartDeliveryService deliveries, [FromServices] CartReader reader, CancellationToken cancellationToken)
    {
        var (cart, errors) = await reader.AfterAsync(await deliveries.SetAsync(caller, input, cancellationToken), caller, cancellationToken);
        return new(cart, errors);
    }

    /// <summary>
    /// Holds all that is in the caller's cart for some minutes, and when nothing is in the way gives the final confirmation (特定商取引法 12-6) with each operator, and the
    /// digest over all that purchaseCart takes. Refused with `BUYER_REQUIRED`, `CART_EMPTY`, `SUBMIT_LABEL_MISLEADING`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`; what cannot be held is told with `ITEM_TAKEN`,
    /// `HELD_MOMENTS_AGO`, `TOO_MANY_HOLDS`, `TOO_MANY_HOLDS_OF_APP` or `PAYOUTS_NOT_ENABLED`, and the rest is held.
    /// </summary>
    /// <param name="input">How.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Write)]
    public static async Task<CheckoutCartPayload> CheckoutCartAsync(
        CheckoutCartInput input, Caller caller, [FromServices] CartCheckout checkout, [FromServices] CartReader reader, CancellationToken cancellationToken)
    {
        var (cart, errors) = await reader.AfterAsync(await checkout.CheckOutAsync(caller, input, cancellationToken), caller, cancellationToken);
        return new(cart, errors);
    }
}
