using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Checkout.Carts;

/// <summary>A cart as it stands at one moment.</summary>
/// <param name="Cart">With its lines, their listings and holds.</param>
/// <param name="PerOperator">One with each operator, in the order of their first lines.</param>
/// <param name="Problems">What keeps it from being bought.</param>
internal sealed record CartView(Cart Cart, IReadOnlyList<CartOrder> PerOperator, IReadOnlyList<CartProblem> Problems)
{
    /// <summary>What all orders come to: each computed by itself, then added; null while one cannot be computed, or there is none.</summary>
    public Money? Total => PerOperator.Count > 0 && PerOperator.All(order => order.Terms is not null)
        ? PerOperator.Select(order => order.Terms!.Content.Total).Aggregate((sum, one) => sum + one)
        : null;

    /// <summary>What the buyer agrees to, when all was shown to them as it stands and nothing is in the way; else null.</summary>
    public AgreedCart? Agreement => Problems.Count == 0 && PerOperator.Count > 0 && PerOperator.All(order => order.Shown is not null) ? AgreedCart.Over([.. PerOperator.Select(order => order.AsContract())]) : null;
}

/// <summary>What a cart holds of one operator.</summary>
/// <param name="Way">How it gets to the buyer.</param>
/// <param name="Terms">As everything stands now; null when something is not stated, or it cannot be sent.</param>
/// <param name="Shown">The final confirmation that was frozen when it was checked out; null when it was not, or a hold is over.</param>
internal sealed record CartOrder(Operator Operator, IReadOnlyList<CartLine> Lines, CartWay Way, ConfirmationText? Terms, ConfirmationText? Shown)
{
    public Money? ShippingFee => Terms?.Content.ShippingFee;

    public Money? Total => Terms?.Content.Total;

    public IncludedTax? Tax => Terms?.Content.Tax;

    public IReadOnlyList<PaymentMethod> PaymentMethods => Terms?.Content.PaymentMethods ?? [];

    internal Contract AsContract() => new(Shown!, [.. Lines.Select(line => line.Hold!)]);
}

/// <summary>What a buyer agrees to by buying a cart.</summary>
/// <param name="Json">Of one contract its confirmation, of several the <see cref="PurchaseConfirmation"/> over them.</param>
/// <param name="Digest">SHA-256 of it, 64 lower-case hex digits.</param>
internal sealed record AgreedCart(string Json, string Digest)
{
    internal static AgreedCart Over(IReadOnlyList<Contract> contracts)
    {
        var json = contracts is [var only] ? only.Text.Json : CanonicalJson.Of(PurchaseConfirmation.Over(contracts));
        return new(json, CanonicalJson.Digest(json));
    }
}
