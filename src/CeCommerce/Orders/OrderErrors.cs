using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>The processor refused the payment; the item is still held until <see cref="HeldUntil"/>.</summary>
/// <param name="OrderId">The order that failed.</param>
/// <param name="Reason">The processor's code.</param>
/// <param name="HeldUntil">Null when the hold is over.</param>
public sealed record PaymentDeclined(OrderId OrderId, string Reason, DateTimeOffset? HeldUntil, params string[] At) : UserError(At)
{
    public override string Code => "PAYMENT_DECLINED";

    public override LocalText Message => new(
        "お支払いが承認されませんでした。別の支払方法を選び、新しい冪等キーでもう一度注文してください。",
        "The payment was declined. Choose another means of payment and order again with a new idempotency key.");
}

/// <summary>No such order, or not one that the caller may see.</summary>
/// <param name="OrderId">What was asked for.</param>
public sealed record OrderNotFound(string OrderId, params string[] At) : UserError(At)
{
    public override string Code => "ORDER_NOT_FOUND";

    public override LocalText Message => new(
        "注文が見つかりません。ID を確認してください。", "There is no such order, or it is not yours to see. Check the id.");
}

/// <summary>The order's state does not allow that, or not to this caller.</summary>
/// <param name="OrderId">Which order.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Wanted">Where it was to go.</param>
/// <param name="NextStates">Where this caller can take it from here.</param>
public sealed record OrderMoveRefused(OrderId OrderId, OrderState State, OrderState Wanted, IReadOnlyList<OrderState> NextStates, params string[] At) : UserError(At)
{
    public override string Code => "ORDER_MOVE_REFUSED";

    public override LocalText Message => new(
        $"現在の状態（{State}）からは {Wanted} に変更できません。nextStates を確認してください。",
        $"An order that is {State} cannot become {Wanted} now, or not by you. See nextStates.");
}

/// <summary>A text is longer than what is kept.</summary>
/// <param name="Limit">In characters.</param>
public sealed record OrderTextTooLong(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "ORDER_TEXT_INVALID";

    public override LocalText Message => new(
        $"{Limit} 文字以内で、NUL 文字を含めずに入力してください。", $"Give at most {Limit} characters, without NUL.");
}
