using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>Buys all that a buyer's cart keeps for them, with one payment.</summary>
internal sealed class CartPurchase(CommerceDatabase database, Purchasing purchasing)
{
    /// <param name="caller">Whose cart it is.</param>
    /// <param name="request">What they agreed to and how they pay; what is held is filled in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<PurchaseId>> BuyAsync(Caller caller, PurchaseRequest request, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is not { } buyer)
        {
            return new BuyerRequired();
        }

        var cart = await database.Set<Cart>().AsNoTracking().Include("_lines.Hold").AsSingleQuery()
            .OfBuyerAsync(buyer, cancellationToken);
        var lines = cart?.Lines ?? [];
        UserError? notNow = lines.Count == 0 ? new CartEmpty("input") : lines.Any(line => line.HoldId is null) ? new CartNotCheckedOut("input") : null;
        return await purchasing.PlaceAsync(
            caller,
            request with
            {
                Holds = [.. lines.Select(line => line.HoldId).OfType<HoldId>()],
                ClientReference = request.ClientReference ?? cart?.ClientReference,
                Cart = cart?.Id.ToString() ?? "none",
                NotNow = notNow,
            },
            cancellationToken);
    }
}
