using CeCommerce.Items;
using CeCommerce.Payments;
using CeCommerce.Payments.Saved;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;

namespace CeCommerce.Checkout;

/// <summary>What a buyer buys: the holds, what they agreed to and how they pay.</summary>
/// <param name="ConfirmationDigest">Of the contract when there is one, of the <see cref="PurchaseConfirmation"/> when there are several.</param>
internal sealed record PurchaseRequest(IReadOnlyList<HoldId> Holds, string ConfirmationDigest, string PaymentMethod, string IdempotencyKey)
{
    /// <summary>The partner app's own word for it; see <see cref="Checkout.ClientReference"/>.</summary>
    public string? ClientReference { get; init; }

    /// <summary>What the buyer has saved and pays with; null where they pay as the processor asks them to.</summary>
    public SavedMethodId? Saved { get; init; }

    /// <summary>Whose cart it is that is bought, whatever it holds when the request comes again; null for single holds.</summary>
    public string? Cart { get; init; }

    /// <summary>Why it cannot be bought as it stands; null when it can. A request that was answered before does not come to that.</summary>
    public UserError? NotNow { get; init; }
}

/// <summary>A request to buy with all that is known of it before the database is asked.</summary>
/// <param name="Means">As which the processor knows the chosen means of payment.</param>
internal sealed record PurchaseIntent(PurchaseId Id, Caller Caller, Buyer Buyer, PurchaseRequest Request, MeansOfPayment Means);

/// <summary>
/// Buys what is held. The first transaction makes the purchase with an order for each contract and the payment over all; then the processor is asked; the
/// second transaction records what it said. A retry with the same key goes on from wherever an earlier attempt died.
/// </summary>
internal sealed class Purchasing(AtomicChanges changes, HeldListings held, ISell seller, PaymentIntents intents, PaymentService payments)
{
    // The name under which servers of the version before know the request too.
    private const string Operation = "placeOrder";

    public async Task<Outcome<PurchaseId>> PlaceAsync(Caller caller, PurchaseRequest request, CancellationToken cancellationToken)
    {
        if (Buyer.Of(caller) is not { } buyer)
        {
            return new BuyerRequired();
        }

        if (intents.Methods.Count == 0)
        {
            return new PaymentsNotOffered();
        }

        if (intents.Methods.FirstOrDefault(means => means.Name == request.PaymentMethod) is not { } means)
        {
            return new PaymentMethodUnknown([.. intents.Methods.Select(known => known.Name)], "input", "paymentMethod");
        }

        if (ClientReference.Refused(request.ClientReference) is { } unfit)
        {
            return unfit;
        }

        var intent = new PurchaseIntent(TypedId.New<PurchaseId>(held.Now), caller, buyer, request, means);
        IReadOnlyList<object> made = [];
        var opened = await changes.OpenAsync(
            new(caller, Operation, request.IdempotencyKey, ContentOf(request)),
            Purchase.NameOf(intent.Id),
            async () => (await MakeAsync(intent, cancellationToken)).Try(out made!, out var refusal) ? null : refusal,
            cancellationToken);
        return opened.Try(out var work, out var refused) ? await SettleAsync(work, work.Request.Resumed ? [] : made, cancellationToken) : Outcome<PurchaseId>.Refused(refused);
    }

    /// <summary>The first transaction. What was made, but for the purchase, which nobody changes.</summary>
    private async Task<Outcome<IReadOnlyList<object>>> MakeAsync(PurchaseIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Request.NotNow is { } notNow)
        {
            return notNow;
        }

        if (!(await held.LiveAsync(intent.Buyer, intent.Request.Holds, cancellationToken)).Try(out var holds, out var refusal)
            || !held.Contracts(holds).Try(out var contracts, out refusal))
        {
            return Outcome<IReadOnlyList<object>>.Refused(refusal);
        }

        SavedCharge? saved = null;
        if (intent.Request.Saved is { } chosen && !(await intents.SavedAsync(intent.Caller, chosen, intent.Means.Name, cancellationToken)).Try(out saved, out refusal))
        {
            return Outcome<IReadOnlyList<object>>.Refused(refusal);
        }

        var purchase = Purchase.Of(intent, contracts, held.Now);
        if ((NotAgreed(intent, contracts, purchase) ?? await held.ShippingChangedAsync(intent.Buyer, contracts, cancellationToken)) is { } missing)
        {
            return missing;
        }

        var sold = await SellAsync(intent, contracts, purchase, cancellationToken);
        if (!sold.Try(out var orders, out var lost))
        {
            return Outcome<IReadOnlyList<object>>.Refused(lost is ItemTaken or ClaimEnded ? await held.LostAsync(intent.Buyer, intent.Request.Holds, lost, cancellationToken) : lost);
        }

        var payment = intents.Begin(
            new(Purchase.Purpose, purchase.Id.Value, Purchase.NameOf(purchase.Id)),
            new(intent.Means.Name, purchase.Total, [.. orders.Select(order => order.Share)], intent.Buyer.ClientId, orders.Min(order => order.PayBy)) { Saved = saved });
        return new List<object>([.. orders.Select(order => order.Row), payment]);
    }

    /// <summary>Why this is not what the buyer saw and agreed to; null when it is.</summary>
    private static UserError? NotAgreed(PurchaseIntent intent, IReadOnlyList<Contract> contracts, Purchase purchase)
    {
        if (contracts.SelectMany(contract => contract.Holds).FirstOrDefault(hold => hold.ConfirmationDigest is null) is { } unseen)
        {
            return new CheckoutRequired(unseen.Id, "input", "holdId");
        }

        var agreed = contracts is [var only] ? only.Text.Digest : purchase.ConfirmationDigest;
        if (agreed != intent.Request.ConfirmationDigest)
        {
            var stale = contracts.FirstOrDefault(contract => contract.Holds.Any(hold => hold.ConfirmationDigest != contract.Text.Digest)) ?? contracts[0];
            return new ConfirmationStale(stale.Text, stale.Text.Digest, "input", "confirmationDigest");
        }

        var elsewise = contracts.FirstOrDefault(contract => !contract.Text.Content.PaymentMethods.Contains(intent.Means.Kind));
        return elsewise is null ? null : new PaymentMethodNotAccepted(elsewise.Text.Content.PaymentMethods, "input", "paymentMethod");
    }

    private async Task<Outcome<List<Sold>>> SellAsync(PurchaseIntent intent, IReadOnlyList<Contract> contracts, Purchase purchase, CancellationToken cancellationToken)
    {
        List<Sold> sold = [];
        foreach (var contract in contracts)
        {
            // The first goes by the purchase's own id, the others in their order after it.
            var id = sold.Count == 0 ? purchase.Id.Value : Guid.CreateVersion7(purchase.PlacedAt.AddMilliseconds(sold.Count));
            if (!(await seller.SellAsync(new(id, purchase, contract, intent.Caller), cancellationToken)).Try(out var order, out var refusal))
            {
                return Outcome<List<Sold>>.Refused(refusal);
            }

            sold.Add(order);
            foreach (var hold in contract.Holds)
            {
                // Whoever read the hold before and changes it now meets another row version.
                hold.Use(purchase.PlacedAt);
            }
        }

        return sold;
    }

    /// <summary>The second transaction, after the processor was asked; nothing when the request was answered before.</summary>
    private async Task<PurchaseId> SettleAsync(OpenedWork work, IReadOnlyList<object> made, CancellationToken cancellationToken)
    {
        var id = Purchase.IdOf(work.Name);
        var payment = made.OfType<Payment>().SingleOrDefault();
        if (work.Request.Answer is null && (payment ?? await intents.FindAsync(Purchase.Purpose, id.Value, cancellationToken)) is { } begun)
        {
            await payments.SettleAsync(begun, new(work.Request, work.Name, made), cancellationToken);
        }

        return id;
    }

    private static object ContentOf(PurchaseRequest request) => request.Saved is { } saved ? new { content = ContentOf(request with { Saved = null }), saved = saved.ToString() } : request switch
    {
        { Cart: { } cart } => new { cart, request.ConfirmationDigest, request.PaymentMethod, request.ClientReference },
        { ClientReference: null, Holds: [var hold] } => new { hold = hold.ToString(), request.ConfirmationDigest, request.PaymentMethod },
        _ => new { holds = request.Holds.Select(each => each.ToString()).ToList(), request.ConfirmationDigest, request.PaymentMethod, request.ClientReference },
    };
}
