using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>Reads a buyer's cart as everything stands now. It is its buyer's and nobody else's to see.</summary>
internal sealed class CartReader(CommerceDatabase database, CartInspection inspection)
{
    /// <summary>Null when they have none.</summary>
    public async Task<CartView?> ReadAsync(Caller caller, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is { } buyer && await database.Set<Cart>().AsNoTrackingWithIdentityResolution().WhollyRead().OfBuyerAsync(buyer, cancellationToken) is { } cart
            ? await inspection.InspectAsync(cart, cancellationToken)
            : null;

    /// <summary>What is told of a change: the cart after it, or why there was none.</summary>
    public async Task<(CartView? Cart, IReadOnlyList<IUserError> Errors)> AfterAsync(Outcome<CartChange> outcome, Caller caller, CancellationToken cancellationToken) =>
        outcome.Try(out var change, out var refusal) ? (await ReadAsync(caller, cancellationToken), change.Refusals) : (null, [refusal]);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<CartId, CartView>> NodesAsync(IReadOnlyCollection<CartId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CartReader>().ReadAsync(context.Caller, cancellationToken) is { } view && ids.Contains(view.Cart.Id)
            ? new Dictionary<CartId, CartView> { [view.Cart.Id] = view }
            : [];
}
