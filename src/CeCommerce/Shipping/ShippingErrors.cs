using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>No such method, or not one that the caller may use or change.</summary>
/// <param name="Given">What was given.</param>
public sealed record ShippingMethodNotFound(string Given, params string[] At) : UserError(At)
{
    public override string Code => "SHIPPING_METHOD_NOT_FOUND";

    public override LocalText Message => new(
        "配送方法が見つからないか、使われていません。ID を確認してください。", "There is no such shipping method, or it is not in use any more. Check the id.");
}

/// <summary>The operator offers methods; one has to be chosen.</summary>
public sealed record ShippingMethodRequired(params string[] At) : UserError(At)
{
    public override string Code => "SHIPPING_METHOD_REQUIRED";

    public override LocalText Message => new("setCartDelivery で配送方法を選んでください。", "Choose a shipping method with setCartDelivery.");
}

/// <summary>What was chosen cannot be sent there in that way.</summary>
/// <param name="ShippingRefusal">Why.</param>
public sealed record ShippingNotPossible(ShippingRefusalReason ShippingRefusal, params string[] At) : UserError(At)
{
    public override string Code => "SHIPPING_NOT_POSSIBLE";

    public override LocalText Message => Shipping.ShippingRefusal.Of(ShippingRefusal).Message;
}

/// <summary>The operator has as many methods in use as one may.</summary>
/// <param name="Limit">How many.</param>
public sealed record TooManyShippingMethods(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_SHIPPING_METHODS";

    public override LocalText Message => new(
        $"使用中の配送方法は {Limit} 件までです。使わないものを retireShippingMethod で終了してください。", $"At most {Limit} methods are in use. End one with retireShippingMethod first.");
}

/// <summary>A value of a method cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record ShippingValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "SHIPPING_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Others changed the same method at the same time, again and again.</summary>
public sealed record ShippingMethodsBusy(params string[] At) : UserError(At)
{
    public override string Code => "SHIPPING_METHODS_BUSY";

    public override LocalText Message => new("配送方法が同時に変更されました。もう一度送信してください。", "The method was changed at the same time. Send the request again.");
}
