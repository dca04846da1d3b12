using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

/// <summary>A value of terms cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record SettlementValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "SETTLEMENT_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Nothing can be paid.</summary>
/// <param name="Payable">What the operator is owed, less what is on its way to it; below zero it owes.</param>
/// <param name="HeldBack">What of that may still go back.</param>
public sealed record NothingToPayOut(Money Payable, Money HeldBack, params string[] At) : UserError(At)
{
    public override string Code => "NOTHING_TO_PAY_OUT";

    public override LocalText Message => new("支払える残高がありません。", "There is nothing that can be paid out.");
}

/// <summary>The operator has no account at the processor that takes money.</summary>
public sealed record PayoutAccountMissing(params string[] At) : UserError(At)
{
    public override string Code => "PAYOUT_ACCOUNT_MISSING";

    public override LocalText Message => new("この事業者には受取可能な口座が登録されていません。", "The operator has no account that can be paid. It has to finish its registration with the processor.");
}

/// <summary>Others changed the same settlement at the same time.</summary>
public sealed record SettlementBusy(params string[] At) : UserError(At)
{
    public override string Code => "SETTLEMENT_BUSY";

    public override LocalText Message => new("精算が同時に変更されました。もう一度送信してください。", "The settlement was changed at the same time. Send the request again.");
}
