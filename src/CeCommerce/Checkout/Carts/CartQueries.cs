using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Checkout.Carts;

internal sealed class CartQueries
{
    /// <summary>The caller's cart; null when they never put anything in.</summary>
    [Allow(Role.Consumer, Scope = BuyingScopes.Read)]
    public static Task<CartView?> CartAsync(Caller caller, [FromServices] CartReader carts, CancellationToken cancellationToken) => carts.ReadAsync(caller, cancellationToken);
}
