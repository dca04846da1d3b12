using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout;

/// <summary>Something is sent, and nobody is named whom to, or the one who was named is no longer there.</summary>
public sealed record RecipientRequired(params string[] At) : UserError(At)
{
    public override string Code => "RECIPIENT_REQUIRED";

    public override LocalText Message => new("setCartDelivery で送り先を指定してください。", "Name a recipient with setCartDelivery.");
}

/// <summary>The recipient was saved again since it was chosen for the cart.</summary>
/// <param name="VersionSeen">The version that was chosen.</param>
/// <param name="VersionNow">The version now.</param>
public sealed record CartRecipientChanged(int VersionSeen, int VersionNow, params string[] At) : UserError(At)
{
    public override string Code => "CART_RECIPIENT_CHANGED";

    public override LocalText Message => new(
        "送り先の内容が変更されました。購入者に確認し、setCartDelivery でもう一度指定してください。",
        "The recipient was saved again. Show it to the buyer and name it again with setCartDelivery.");
}

/// <summary>The shipping method was set again since the buyer saw it, or sending the things costs something else.</summary>
/// <param name="ShippingSeen">What the buyer saw last.</param>
/// <param name="ShippingNow">What it costs now; null where it cannot be sent in that way any more, or is not quoted anew yet.</param>
public sealed record CartShippingChanged(Money? ShippingSeen, Money? ShippingNow, params string[] At) : UserError(At)
{
    public override string Code => "CART_SHIPPING_CHANGED";

    public override LocalText Message => new(
        "配送方法の条件が変わりました。acceptCartChanges で見積もり直し、購入者に示してください。",
        "The shipping method has changed. Have it quoted anew with acceptCartChanges and show it to the buyer.");
}

/// <summary>The method does not offer that part of the day.</summary>
/// <param name="Offered">What it offers; empty: none.</param>
public sealed record DeliveryWindowNotOffered(IReadOnlyList<DeliveryWindow> Offered, params string[] At) : UserError(At)
{
    public override string Code => "DELIVERY_WINDOW_NOT_OFFERED";

    public override LocalText Message => new(
        "この配送方法では指定できない時間帯です。offered から選ぶか、指定しないでください。", "The method does not offer that part of the day. Choose one of offered, or none.");
}
