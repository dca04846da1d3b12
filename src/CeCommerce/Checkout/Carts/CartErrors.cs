using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Checkout.Carts;

/// <summary>A cart holds no more than so many things.</summary>
/// <param name="Limit">How many.</param>
public sealed record CartFull(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "CART_FULL";

    public override LocalText Message => new(
        $"カートに入れられるのは {Limit} 点までです。不要な商品をカートから外すか、分けて購入してください。",
        $"A cart holds at most {Limit} things. Remove some, or buy in several turns.");
}

/// <summary>There is nothing in the cart to check out or to buy.</summary>
public sealed record CartEmpty(params string[] At) : UserError(At)
{
    public override string Code => "CART_EMPTY";

    public override LocalText Message => new("カートに商品がありません。先に addToCart で商品を入れてください。", "The cart is empty. Put something in with addToCart first.");
}

/// <summary>The listing is not in the caller's cart.</summary>
public sealed record NotInCart(params string[] At) : UserError(At)
{
    public override string Code => "NOT_IN_CART";

    public override LocalText Message => new("その出品はカートに入っていません。cart.lines を確認してください。", "That listing is not in the cart. See cart.lines for what is.");
}

/// <summary>Something in the cart is not kept for the buyer yet, or stands in the way.</summary>
public sealed record CartNotCheckedOut(params string[] At) : UserError(At)
{
    public override string Code => "CART_NOT_CHECKED_OUT";

    public override LocalText Message => new(
        "カートにまだお取り置きされていない商品があります。cart.problems を解決し、checkoutCart で最終確認画面の内容を取得してから購入してください。",
        "Something in the cart is not held yet. Solve cart.problems, call checkoutCart and show its confirmations before buying.");
}

/// <summary>The listing costs something else than the buyer saw.</summary>
/// <param name="PriceSeen">The price that the buyer saw last.</param>
/// <param name="PriceNow">The price now.</param>
public sealed record CartPriceChanged(Money PriceSeen, Money PriceNow, params string[] At) : UserError(At)
{
    public override string Code => "CART_PRICE_CHANGED";

    public override LocalText Message => new(
        "価格が変わりました。新しい価格を購入者に示し、acceptCartChanges で承認してください。",
        "The price has changed. Show the new one to the buyer and accept it with acceptCartChanges.");
}

/// <summary>The standards judge the listing otherwise than when the buyer saw it; it may still be sold.</summary>
/// <param name="VerdictSeen">The verdict that the buyer saw last.</param>
/// <param name="Compliance">Today's verdict, with what is not met.</param>
public sealed record CartVerdictChanged(AssessmentVerdict VerdictSeen, Compliance Compliance, params string[] At) : UserError(At)
{
    public override string Code => "CART_VERDICT_CHANGED";

    public override LocalText Message => new(
        "出品基準の判定が変わりました。compliance.findings を購入者に示し、acceptCartChanges で承認してください。",
        "The standards' verdict has changed. Show compliance.findings to the buyer and accept it with acceptCartChanges.");
}

/// <summary>The seller takes no means of payment that is offered here.</summary>
/// <param name="Accepted">What the seller takes.</param>
public sealed record SellerCannotBePaid(IReadOnlyList<PaymentMethod> Accepted, params string[] At) : UserError(At)
{
    public override string Code => "SELLER_CANNOT_BE_PAID";

    public override LocalText Message => new(
        "販売者が受け付ける支払方法を利用できないため購入できません。カートから外してください。",
        "No means of payment that the seller takes is offered here. Remove it from the cart.");
}

/// <summary>No means of payment is taken by all sellers of the cart.</summary>
public sealed record NoCommonPaymentMethod(params string[] At) : UserError(At)
{
    public override string Code => "NO_COMMON_PAYMENT_METHOD";

    public override LocalText Message => new(
        "全ての販売者が受け付ける支払方法がありません。販売者ごとに分けて購入してください。",
        "No means of payment is taken by all sellers of this cart. Buy from them in several turns.");
}
