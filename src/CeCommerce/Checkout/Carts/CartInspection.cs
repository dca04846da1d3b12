using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Payments;

namespace CeCommerce.Checkout.Carts;

/// <summary>Looks at a cart as everything stands now, and says what is in the way of buying it.</summary>
internal sealed class CartInspection(HeldListings held, ListingService listings, Claims claims, PaymentIntents payments)
{
    public DateTimeOffset Now => held.Now;

    /// <summary>What today's standards say of a listing.</summary>
    public Compliance Verdict(Listing listing) => listings.Today(listing);

    /// <param name="cart">With its lines, their listings and holds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CartView> InspectAsync(Cart cart, CancellationToken cancellationToken)
    {
        var now = Now;
        List<CartOrder> orders = [.. cart.Lines.GroupBy(line => line.Listing.OperatorId).Select(group => OrderOf([.. group], now))];
        var taken = await TakenAsync(cart, now, cancellationToken);
        List<CartProblem> problems = [.. cart.Lines.Select(line => ProblemOf(line, taken, now)).OfType<CartProblem>()];
        problems.AddRange(orders.Where(order => !order.Lines.Any(line => problems.Exists(known => known.Listing?.Id == line.ListingId))).Select(ProblemOf).OfType<CartProblem>());
        if (problems.Count == 0 && orders.Count > 0 && !payments.Methods.Any(means => orders.TrueForAll(order => order.PaymentMethods.Contains(means.Kind))))
        {
            problems.Add(new(null, new NoCommonPaymentMethod(), CartSolution.RemoveFromCart));
        }

        return new(cart, orders, problems);
    }

    private CartOrder OrderOf(List<CartLine> lines, DateTimeOffset now)
    {
        var first = lines[0].Hold;
        var isShown = lines.TrueForAll(line => line.IsHeld(now) && line.Hold!.ConfirmationDigest is { } digest && digest == first!.ConfirmationDigest);
        return new(
            lines[0].Listing.Operator,
            lines,
            held.Terms([.. lines.Select(line => line.Listing)], first?.SubmitLabel).Value,
            isShown ? new ConfirmationText(first!.Confirmation!) : null);
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
        var label = order.Lines[0].Hold?.SubmitLabel;
        if (order.Terms is null)
        {
            return order.Lines
                .Select(line => held.Terms([line.Listing], label).Error is { } lack ? new CartProblem(line.Listing, lack, CartSolution.RemoveFromCart) : null)
                .First(problem => problem is not null);
        }

        return order.Shown is { } shown && shown.Digest != order.Terms.Digest
            ? new(order.Lines[0].Listing, new ConfirmationStale(order.Terms, order.Terms.Digest), CartSolution.CheckoutCart)
            : null;
    }
}
