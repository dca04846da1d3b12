using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Payments;

namespace CeCommerce.Checkout.Carts;

/// <summary>Looks at a cart as everything stands now, and says what is in the way of buying it.</summary>
internal sealed class CartInspection(HeldListings held, ListingService listings, Claims claims, PaymentIntents payments, CartQuoting quoting)
{
    public CartQuoting Quoting => quoting;

    public DateTimeOffset Now => held.Now;

    /// <summary>What today's standards say of a listing.</summary>
    public Compliance Verdict(Listing listing) => listings.Today(listing);

    /// <param name="cart">With its lines, their listings and holds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CartView> InspectAsync(Cart cart, CancellationToken cancellationToken)
    {
        var (now, look) = (Now, await quoting.LookAsync(cart, cancellationToken));
        List<CartOrder> orders = [.. cart.Lines.GroupBy(line => line.Listing.OperatorId).Select(group => OrderOf([.. group], look, now))];
        var taken = await TakenAsync(cart, now, cancellationToken);
        List<CartProblem> problems = [.. cart.Lines.Select(line => ProblemOf(line, taken, now)).OfType<CartProblem>()];
        problems.AddRange(orders.Where(order => !order.Lines.Any(line => problems.Exists(known => known.Listing?.Id == line.ListingId))).Select(ProblemOf).OfType<CartProblem>());
        if ((look.Recipient ?? orders.Select(order => order.Way.Problem).OfType<RecipientRequired>().FirstOrDefault()) is { } unnamed)
        {
            problems.Add(new(null, unnamed, CartSolution.SetCartDelivery));
        }

        if (problems.Count == 0 && orders.Count > 0 && !payments.Methods.Any(means => orders.TrueForAll(order => order.PaymentMethods.Contains(means.Kind))))
        {
            problems.Add(new(null, new NoCommonPaymentMethod(), CartSolution.RemoveFromCart));
        }

        return new(cart, orders, problems);
    }

    private CartOrder OrderOf(List<CartLine> lines, DeliveryLook look, DateTimeOffset now)
    {
        var (first, way) = (lines[0].Hold, look.Of(lines));
        var isShown = lines.TrueForAll(line => line.IsHeld(now) && line.Hold!.ConfirmationDigest is { } digest && digest == first!.ConfirmationDigest);
        var shown = isShown ? first!.Shown : null;
        return new(
            lines[0].Listing.Operator,
            lines,
            way,
            way.Shipping is { } shipping ? held.Terms(new([.. lines.Select(line => line.Listing)], first?.SubmitLabel, shown is null ? shipping : shipping.AsShown(shown.Content.Shipping))).Value : null,
            shown);
    }

    private async Task<Dictionary<ItemId, TakenItem>> TakenAsync(Cart cart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<CartLine> free = [.. cart.Lines.Where(line => !line.IsHeld(now))];
        return free.Count == 0
            ? []
            : (await claims.TakenAsync([.. free.Select(line => line.Listing.ItemId)], now, cancellationToken)).ToDictionary(item => item.ItemId);
    }

    private CartProblem? ProblemOf(CartLine line, Dictionary<ItemId, TakenItem> taken, DateTimeOffset now)
    {
        var (listing, id) = (line.Listing, line.ListingId);
        if (listing.State != ListingState.Published || listing.Price is not { } price)
        {
            return new(listing, new ListingNotForSale(id, listing.State), CartSolution.RemoveFromCart);
        }

        var verdict = listings.Today(listing);
        return verdict switch
        {
            { MayStay: false } => new(listing, new ListingStandardsLapsed(id, verdict), CartSolution.RemoveFromCart),
            _ when held.Unpaid(listing) is { } unpaid => new(listing, unpaid, CartSolution.RemoveFromCart),
            _ when taken.TryGetValue(listing.ItemId, out var by) => new(listing, new ItemTaken(listing.ItemId, by.SoldForEver, by.FreeAt), CartSolution.RemoveFromCart),
            _ when price != line.SeenPrice => new(listing, new CartPriceChanged(line.SeenPrice, price), CartSolution.AcceptCartChanges),
            _ when verdict.Verdict != line.SeenVerdict => new(listing, new CartVerdictChanged(line.SeenVerdict, verdict), CartSolution.AcceptCartChanges),
            _ when listing.Terms.PaymentMethods.Count > 0 && !payments.Methods.Any(means => listing.Terms.PaymentMethods.Contains(means.Kind)) =>
                new(listing, new SellerCannotBePaid(listing.Terms.PaymentMethods), CartSolution.RemoveFromCart),
            _ when line.Hold is { } hold && !hold.IsLive(now) => new(listing, new HoldExpired(hold.Id, id, hold.ReleasedAt ?? hold.ExpiresAt), CartSolution.CheckoutCart),
            _ => null,
        };
    }

    /// <summary>What is wrong with lines of one operator together.</summary>
    private CartProblem? ProblemOf(CartOrder order)
    {
        if (order.Way.Problem is { } problem)
        {
            // Whom to send to is asked once for the whole cart.
            return problem is RecipientRequired ? null : new(order.Lines[0].Listing, problem, order.Way.SolvedBy);
        }

        var label = order.Lines[0].Hold?.SubmitLabel;
        if (order.Terms is null)
        {
            return order.Lines
                .Select(line => held.Terms(new([line.Listing], label, order.Way.Shipping)).Error is { } lack ? new CartProblem(line.Listing, lack, CartSolution.RemoveFromCart) : null)
                .First(lacking => lacking is not null);
        }

        return order.Shown is { } shown && shown.Digest != order.Terms.Digest
            ? new(order.Lines[0].Listing, new ConfirmationStale(order.Terms, order.Terms.Digest), CartSolution.CheckoutCart)
            : null;
    }
}
