using CeCommerce.Listings;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Checkout.Carts;

/// <summary>Holds all that is in a cart, and freezes what the buyer is to be shown when nothing is in the way.</summary>
internal sealed class CartCheckout(CommerceDatabase database, CartService carts, CartInspection inspection, NewHolds holds, HeldListings held)
{
    public async Task<Outcome<CartChange>> CheckOutAsync(Caller caller, CheckoutCartInput input, CancellationToken cancellationToken)
    {
        var destination = await inspection.Quoting.DestinationAsync(caller, isAgreed: true, cancellationToken);
        return await carts.ChangeAsync(
            new(caller, "checkoutCart", input.IdempotencyKey, new { input.SubmitLabel }), cart => CheckOutAsync(cart, caller, destination, input.SubmitLabel, cancellationToken), cancellationToken);
    }

    private async Task<Outcome<CartChange>> CheckOutAsync(Cart cart, Caller caller, CartDestination destination, string? label, CancellationToken cancellationToken)
    {
        if (cart.Lines.Count == 0)
        {
            return new CartEmpty("input");
        }

        if (label is not null && !ConfirmationRules.SaysOrder(label))
        {
            return new SubmitLabelMisleading("input", "submitLabel");
        }

        if (destination.Trouble is not (null or RecipientNotFound))
        {
            return Outcome<CartChange>.Refused(destination.Trouble);
        }

        await database.AdoptHoldsAsync(cart, inspection.Now, cancellationToken);
        await inspection.Quoting.RenewAsync(cart, destination.To, Renewal.Check, cancellationToken);
        var view = await inspection.InspectAsync(cart, cancellationToken);
        var inTheWay = InTheWay(view);
        var refusals = await HoldAsync(cart, inTheWay, caller, cancellationToken);
        if (inTheWay.Count == 0 && refusals.Count == 0)
        {
            Show(view, destination.To, label);
        }

        cart.Touch(inspection.Now);
        return new CartChange(cart.Id, refusals);
    }

    /// <summary>What checking out does not solve; null stands for the cart as a whole.</summary>
    private static HashSet<ListingId?> InTheWay(CartView view) =>
        [.. view.Problems.Where(problem => problem.SolvedBy != CartSolution.CheckoutCart).Select(problem => problem.Listing?.Id)];

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

    /// <summary>Freezes the days of today and the recipient of today with all that is shown.</summary>
    private void Show(CartView view, AgreedRecipient? to, string? label)
    {
        foreach (var order in view.PerOperator)
        {
            var shipping = order.Way.Shipping!;
            var kept = order.Lines.Select(line => line.Hold!).ToList();
            if (held.Confirm(kept, label, shipping.To(shipping.Recipient is { } named ? named with { Digest = to?.Digest.ToString() } : null)).Try(out var text, out _))
            {
                kept.ForEach(hold => hold.Show(text, label));
            }
        }
    }
}
