using System.Globalization;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout.Carts;

/// <summary>Keeps with a buyer's cart whom it is for and how each operator sends.</summary>
internal sealed class CartDeliveryService(CartService carts, CartInspection inspection, ShippingQuotes quotes, RecipientVersions recipients, HoldSettings settings)
{
    public async Task<Outcome<CartChange>> SetAsync(Caller caller, SetCartDeliveryInput input, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is null)
        {
            return new BuyerRequired();
        }

        var methods = input.Methods ?? [];
        if (methods.Count > settings.CartLimit)
        {
            return new CartFull(settings.CartLimit, "input", "methods");
        }

        AgreedRecipient? to = null;
        if (input.RecipientId is { } id && !(await recipients.QuotedAsync(caller, id, cancellationToken)).Try(out to, out var unknown))
        {
            return Outcome<CartChange>.Refused(unknown);
        }

        return await carts.ChangeAsync(
            new(caller, "setCartDelivery", input.IdempotencyKey, new { recipient = input.RecipientId?.ToString(), methods = methods.Select(ContentOf).ToList() }),
            cart => SetAsync(cart, to, methods, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome<CartChange>> SetAsync(Cart cart, AgreedRecipient? to, IReadOnlyList<CartDeliveryMethodInput> methods, CancellationToken cancellationToken)
    {
        var inUse = await quotes.MethodsAsync([.. cart.Lines.Select(line => line.Listing.OperatorId).Distinct()], cancellationToken);
        for (var at = 0; at < methods.Count; at++)
        {
            if (Refused(methods[at], cart, inUse[methods[at].OperatorId], ["input", "methods", at.ToString(CultureInfo.InvariantCulture)]) is { } refusal)
            {
                return refusal;
            }
        }

        cart.Deliver(new(
            to is null ? null : new(to.Id.Value, to.Number),
            [.. methods.Select(method => new DeliveryChoice(method.OperatorId.Value, method.MethodId.Value, method.Window, method.WithContact ?? false))],
            []));
        await inspection.Quoting.RenewAsync(cart, to, Renewal.OfAll, cancellationToken);
        cart.Touch(inspection.Now);
        return new CartChange(cart.Id, []);
    }

    private static UserError? Refused(CartDeliveryMethodInput wanted, Cart cart, IEnumerable<ShippingMethod> inUse, string[] at)
    {
        if (cart.Lines.All(line => line.Listing.OperatorId != wanted.OperatorId))
        {
            return new NotInCart([.. at, "operatorId"]);
        }

        if (inUse.FirstOrDefault(method => method.Id == wanted.MethodId) is not { } method)
        {
            return new ShippingMethodNotFound(wanted.MethodId.ToString(), [.. at, "methodId"]);
        }

        IReadOnlyList<DeliveryWindow> offered = method.Terms.Parcel?.Windows ?? [];
        return wanted.Window is { } window && !offered.Contains(window) ? new DeliveryWindowNotOffered(offered, [.. at, "window"]) : null;
    }

    private static object ContentOf(CartDeliveryMethodInput method) => new { owner = method.OperatorId.ToString(), method = method.MethodId.ToString(), method.Window, method.WithContact };
}
