using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout.Carts;

/// <summary>How one operator's things get to the buyer, as it stands now, or what is in the way.</summary>
/// <param name="Shipping">As it would be confirmed today; null while it cannot be.</param>
/// <param name="Method">By which; null without one, or when it is not in use any more.</param>
/// <param name="Problem">What is in the way; null when nothing is.</param>
/// <param name="SolvedBy">What solves it.</param>
internal sealed record CartWay(ConfirmedShipping? Shipping, ShippingMethod? Method, UserError? Problem = null, CartSolution SolvedBy = CartSolution.SetCartDelivery);

/// <summary>What a look at a cart knows of its delivery.</summary>
/// <param name="Delivery">What the buyer chose and saw.</param>
/// <param name="Methods">Those in use of the operators in it.</param>
/// <param name="VersionNow">Of the recipient that the buyer named; null when there is none, or none any more.</param>
/// <param name="Today">In Japan.</param>
internal sealed record DeliveryLook(CartDelivery Delivery, ILookup<OperatorId, ShippingMethod> Methods, int? VersionNow, DateOnly Today)
{
    /// <summary>What is wrong with whom the buyer named; null when nothing is.</summary>
    public UserError? Recipient => Delivery.Recipient switch
    {
        null => null,
        _ when VersionNow is null => new RecipientRequired(),
        { Version: var seen } when VersionNow is { } now && seen != now => new CartRecipientChanged(seen, now),
        _ => null,
    };

    /// <param name="lines">Of one operator.</param>
    public CartWay Of(IReadOnlyList<CartLine> lines)
    {
        List<ShippingMethod> methods = [.. Methods[lines[0].Listing.OperatorId]];
        var quote = Delivery.QuoteOf(lines.Select(line => line.ListingId.Value));
        if (methods.Count == 0 && quote is null)
        {
            return new(ConfirmedShipping.AsAgreed.To(To), null);
        }

        if (quote is null)
        {
            return new(null, null, Delivery.Recipient is null ? new RecipientRequired() : new ShippingMethodRequired());
        }

        var shipping = quote.Shipping.To(quote.ToRecipient ? To : null).On(Today);
        return methods.Find(method => method.Id.Value == quote.MethodId) switch
        {
            null => new(shipping, null, new ShippingMethodNotFound(quote.Shipping.MethodId!)),
            var method when quote.Refusal is { } why => new(null, method, new ShippingNotPossible(why)),
            var method when quote.IsChanged || method.Number != quote.Shipping.MethodVersion =>
                new(shipping, method, new CartShippingChanged(quote.Shipping.Price, quote.PriceNow), CartSolution.AcceptCartChanges),
            var method => new(shipping, method),
        };
    }

    private ConfirmedRecipient? To => Delivery.Recipient is { } named ? new(RecipientId.From(named.Id).ToString(), named.Version, null) : null;
}
