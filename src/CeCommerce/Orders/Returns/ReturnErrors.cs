using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>The order has no such unit.</summary>
/// <param name="Lines">How many it has; they are numbered from 1.</param>
public sealed record OrderLineNotFound(int Lines, params string[] At) : UserError(At)
{
    public override string Code => "ORDER_LINE_NOT_FOUND";

    public override LocalText Message => new($"明細番号は 1〜{Lines} で指定してください。", $"Give the number of a line, from 1 to {Lines}.");
}

/// <summary>The unit does not stand where that can be done, or not by this caller.</summary>
/// <param name="LineState">Where it stands.</param>
/// <param name="NextLineStates">Where this caller can take it from here.</param>
public sealed record LineMoveRefused(LineState LineState, IReadOnlyList<LineState> NextLineStates, params string[] At) : UserError(At)
{
    public override string Code => "LINE_MOVE_REFUSED";

    public override LocalText Message => new(
        $"現在の状態（{LineState}）ではこの操作はできません。nextLineStates を確認してください。", $"That cannot be done with a unit that is {LineState}, or not now or not by you. See nextLineStates.");
}

/// <summary>More would go back than is left of what was paid for the unit.</summary>
/// <param name="Rest">What is left.</param>
public sealed record RefundAboveRest(Money Rest, params string[] At) : UserError(At)
{
    public override string Code => "REFUND_ABOVE_REST";

    public override LocalText Message => new($"返金できるのは 1〜{Rest.Amount}（{Rest.Currency}）です。", $"From 1 to {Rest} can be given back.");
}

/// <summary>The 8 days in which a mind may be changed are over.</summary>
/// <param name="ReturnableUntil">When they ended.</param>
public sealed record ReturnTooLate(DateTimeOffset ReturnableUntil, params string[] At) : UserError(At)
{
    public override string Code => "RETURN_TOO_LATE";

    public override LocalText Message => new("返品できる期間（引渡しから8日）を過ぎています。", "The 8 days from delivery in which it can be returned are over.");
}

/// <summary>No money of the order waits for an account of the buyer.</summary>
public sealed record RefundNeedsNoAddress(params string[] At) : UserError(At)
{
    public override string Code => "REFUND_NEEDS_NO_ADDRESS";

    public override LocalText Message => new("この注文に、返金先の口座を待っている返金はありません。", "No money of this order waits for an account to go back to.");
}

/// <summary>The processor cannot be asked right now.</summary>
public sealed record RefundAddressNotTaken(params string[] At) : UserError(At)
{
    public override string Code => "REFUND_ADDRESS_NOT_TAKEN";

    public override LocalText Message => new("決済事業者に接続できません。しばらくしてから同じ内容でもう一度お送りください。", "The payment processor cannot be reached. Send the same again in a while.");
}
