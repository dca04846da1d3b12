using System.ComponentModel;
using CeCommerce.Listings;
using CeCommerce.Platform;

namespace CeCommerce.Checkout.Carts;

/// <summary>The mutation that solves a problem of a cart.</summary>
public enum CartSolution
{
    [Description("Take the thing out: removeFromCart.")]
    RemoveFromCart,

    [Description("Have it held, anew: checkoutCart.")]
    CheckoutCart,

    [Description("The buyer has seen what changed: acceptCartChanges.")]
    AcceptCartChanges,

    [Description("Name a recipient, or choose another way: setCartDelivery.")]
    SetCartDelivery,
}

/// <summary>What keeps a cart from being bought.</summary>
/// <param name="Listing">What it is about; null when it is the whole cart.</param>
/// <param name="Problem">What it is.</param>
/// <param name="SolvedBy">The mutation that solves it.</param>
internal sealed record CartProblem(Listing? Listing, IUserError Problem, CartSolution SolvedBy);
