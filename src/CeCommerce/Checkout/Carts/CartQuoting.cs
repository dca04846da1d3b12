using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Shipping;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>Where a cart is sent to.</summary>
/// <param name="To">Null when nobody is named, or cannot be read.</param>
/// <param name="Trouble">Why they could not be read.</param>
internal sealed record CartDestination(AgreedRecipient? To, IUserError? Trouble = null);

/// <summary>Which quotes of a cart are made anew.</summary>
/// <param name="Anew">Of which operators, though the same things are to be sent; those of other things always are.</param>
/// <param name="IsCheck">Whether a quote that came to something else is kept as the buyer saw it, and what it came to is told as a change.</param>
internal sealed record Renewal(Func<OperatorId, bool> Anew, bool IsCheck = false)
{
    public static Renewal OfOtherThings { get; } = new(_ => false);

    public static Renewal OfAll { get; } = new(_ => true);

    public static Renewal Check { get; } = new(_ => false, IsCheck: true);
}

/// <summary>Asks what sending the things of a cart comes to, and keeps the answer with the cart.</summary>
internal sealed class CartQuoting(CommerceDatabase database, ShippingQuotes quotes, RecipientVersions recipients)
{
    /// <summary>Of the buyer's cart. Reading it has a transaction of its own, so it is asked before the cart is changed.</summary>
    /// <param name="caller">The buyer.</param>
    /// <param name="isAgreed">Whether the buyer is about to agree, so that the version is frozen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CartDestination> DestinationAsync(Caller caller, bool isAgreed, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is not { } buyer
            || await database.Set<Cart>().AsNoTracking().Where(cart => cart.ClientId == buyer.ClientId && cart.ConsumerId == buyer.ConsumerId)
                .Select(cart => cart.Delivery).SingleOrDefaultAsync(cancellationToken) is not { Recipient: { } named })
        {
            return new(null);
        }

        var id = RecipientId.From(named.Id);
        var read = isAgreed ? await recipients.LatestAsync(caller, id, cancellationToken) : await recipients.QuotedAsync(caller, id, cancellationToken);
        return read.Try(out var to, out var trouble) ? new(to) : new(null, trouble);
    }

    /// <summary>Part of the caller's transaction, which saves.</summary>
    /// <param name="cart">With its lines, their listings, items and operators.</param>
    /// <param name="to">Where to, as it is now.</param>
    /// <param name="renewal">What is made anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RenewAsync(Cart cart, AgreedRecipient? to, Renewal renewal, CancellationToken cancellationToken)
    {
        var before = cart.Delivery ?? CartDelivery.None;
        var here = to is not null && before.Recipient == new CartRecipient(to.Id.Value, to.Number) ? to.PrefectureCode : null;
        var found = await quotes.QuoteAsync([.. cart.Lines.Select(line => line.Listing)], here, cancellationToken);
        cart.Deliver(before with
        {
            Quotes = [.. found.Where(of => of.Quotes.All(quote => quote.Method is not null)).Select(of => Renewed(before, of, here is not null, renewal)).OfType<CartQuote>()],
        });
    }

    /// <summary>What a look at the cart needs to know besides it.</summary>
    public async Task<DeliveryLook> LookAsync(Cart cart, CancellationToken cancellationToken)
    {
        var methods = await quotes.MethodsAsync([.. cart.Lines.Select(line => line.Listing.OperatorId).Distinct()], cancellationToken);
        var named = cart.Delivery?.Recipient;
        var version = named is null ? null : await recipients.NumberAsync(new(cart.ClientId, cart.ConsumerId), RecipientId.From(named.Id), cancellationToken);
        return new(cart.Delivery ?? CartDelivery.None, methods, version, quotes.Today);
    }

    private CartQuote? Renewed(CartDelivery before, ShippingQuotesOfOperator of, bool isNamed, Renewal renewal)
    {
        var old = before.QuoteOf(of.Listings.Select(listing => listing.Id.Value));
        if (old is not null && !renewal.IsCheck && !renewal.Anew(of.Operator.Id))
        {
            return old;
        }

        var chosen = before.ChoiceOf(of.Operator.Id.Value) ?? (renewal.IsCheck ? old?.AsChoice : null);
        if (Pick(of.Quotes, chosen, isNamed) is not { } quote || (renewal.IsCheck && old is not null && quote.Method!.Id.Value != old.MethodId))
        {
            // What cannot be asked now, or is not to be had any more, stays as the buyer saw it; the look at the cart says so.
            return old;
        }

        var fresh = CartQuote.Of(of, quote, chosen, quotes.Today);
        return renewal.IsCheck && old is not null && !old.IsLike(fresh) ? old with { IsChanged = true, PriceNow = fresh.Shipping.Price } : fresh;
    }

    /// <summary>What the buyer chose, else the cheapest way there. A thing is fetched unasked only where nobody sends it.</summary>
    private static ShippingQuote? Pick(IReadOnlyList<ShippingQuote> quotes, DeliveryChoice? chosen, bool isNamed)
    {
        List<ShippingQuote> parcels = [.. quotes.Where(quote => quote.Kind == ShippingKind.Shipping)];
        var wanted = chosen is null ? null : quotes.FirstOrDefault(quote => quote.Method!.Id.Value == chosen.MethodId);
        var picked = wanted ?? (parcels.Count == 0 ? quotes[0] : parcels.Where(quote => quote.Refusal is null).MinBy(quote => quote.Price!.Value.Amount) ?? parcels[0]);
        return picked.Kind == ShippingKind.Shipping && !isNamed ? null : picked;
    }
}
