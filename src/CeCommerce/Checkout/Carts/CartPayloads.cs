using CeCommerce.Platform;

namespace CeCommerce.Checkout.Carts;

/// <summary>What came of putting something into a cart.</summary>
/// <param name="Cart">The cart as it is now, with its problems; null when refused.</param>
/// <param name="Errors">Why it was refused, or what of it could not be done; empty when all was done.</param>
internal sealed record AddToCartPayload(CartView? Cart, IReadOnlyList<IUserError> Errors);

/// <summary>What came of taking something out of a cart.</summary>
/// <param name="Cart">The cart as it is now, with its problems; null when refused.</param>
/// <param name="Errors">Why it was refused, or what of it could not be done; empty when all was done.</param>
internal sealed record RemoveFromCartPayload(CartView? Cart, IReadOnlyList<IUserError> Errors);

/// <summary>What came of accepting what changed.</summary>
/// <param name="Cart">The cart as it is now, with its problems; null when refused.</param>
/// <param name="Errors">Why it was refused, or what of it could not be done; empty when all was done.</param>
internal sealed record AcceptCartChangesPayload(CartView? Cart, IReadOnlyList<IUserError> Errors);

/// <summary>What came of checking out a cart.</summary>
/// <param name="Cart">The cart as it is now, with its problems; null when refused.</param>
/// <param name="Errors">Why it was refused, or what of it could not be done; empty when all was done.</param>
internal sealed record CheckoutCartPayload(CartView? Cart, IReadOnlyList<IUserError> Errors);

/// <summary>What came of saying how a cart is delivered.</summary>
/// <param name="Cart">The cart as it is now, with its problems; null when refused.</param>
/// <param name="Errors">Why it was refused; empty when all was done.</param>
internal sealed record SetCartDeliveryPayload(CartView? Cart, IReadOnlyList<IUserError> Errors);
