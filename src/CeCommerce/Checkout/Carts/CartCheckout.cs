using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Checkout.Carts;

/// <summary>Holds all that is in a cart, and freezes what the buyer is to be shown when nothing is in the way.</summary>
internal sealed class CartCheckout(CommerceDatabase database, CartService carts, CartInspection inspection, NewHolds holds, HeldListings held)
{
    public Task<Outcome<CartChange>> CheckOutAsync(Caller caller, CheckoutCartInput input, CancellationToken cancellationToken) => carts.ChangeAsync(
        new(caller, "checkoutCart", input.IdempotencyKey, new { input.SubmitLabel }),
        async cart =>
        {
            if (cart.Lines.Count == 0)
            {
                return new CartEmpty("input");
            }

            if (input.SubmitLabel is { } label && !ConfirmationRules.SaysOrder(label))
            {
                return new SubmitLabelMisleading("input", "submitLabel");
            }

            await database.AdoptHoldsAsync(cart, inspection.Now, cancellationToken);
            var inTheWay = await InTheWayAsync(cart, cancellationToken);
            var refusals = await HoldAsync(cart, inTheWay, caller, cancellationToken);
            if (inTheWay.Count == 0 && refusals.Count == 0)
            {
                Show(cart, input.SubmitLabel);
            }

            cart.Touch(inspection.Now);
            return new CartChange(cart.Id, refusals);
        },
        cancellationToken);

    /// <summary>What checking out does not solve; null stands for the cart as a whole.</summary>
    private async Task<HashSet<ListingId?>> InTheWayAsync(Cart cart, CancellationToken cancellationToken) =>
        [.. (await inspection.InspectAsync(cart, cancellationToken)).Problems.Where(problem => problem.SolvedBy != CartSolution.CheckoutCart).Select(problem => problem.Listing?.Id)];

    /// <summary>What is not held yet and not in the way of itself; in one order for all buyers, so that no two wait for each other.</summary>
    private async Task<List<IUserError>> HoldAsync(Cart cart, HashSet<ListingId?> inTheWay, Caller caller, CancellationToken cancellationToken)
    {
        var now = inspection.Now;
        List<IUserError> refusals = [];
        foreach (var line in cart.Lines.Where(line => !line.IsHeld(now) && !inTheWay.Contains(line.ListingId)).OrderBy(line => line.Listing.ItemId.Value))
        {
            var taken = await holds.TakeAsync(caller, line.ListingId, holds.Clock.Settings.CartLimit, cancellationToken);
            if (taken.Try(out var hold, out var refusal))
            {
                line.KeptBy(hold);
                continue;
            }

            refusals.Add(refusal);
        }

        return refusals;
    }

    private void Show(Cart cart, string? label)
    {
        foreach (var ofOne in cart.Lines.GroupBy(line => line.Listing.OperatorId).Select(group => group.Select(line => line.Hold!).ToList()))
        {
            if (held.Confirm(ofOne, label).Try(out var text, out _))
            {
                ofOne.ForEach(hold => hold.Show(text, label));
            }
        }
    }
}
