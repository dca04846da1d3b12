using CeCommerce.Platform;

namespace CeCommerce.Orders.Fees;

/// <summary>No such rule, or it has ended.</summary>
/// <param name="Given">What was given.</param>
public sealed record FeeRuleNotFound(string Given, params string[] At) : UserError(At)
{
    public override string Code => "FEE_RULE_NOT_FOUND";

    public override LocalText Message => new("手数料規則が見つからないか、すでに終了しています。ID を確認してください。", "There is no such fee rule, or it has ended. Check the id.");
}

/// <summary>A value of a rule cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record FeeValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "FEE_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Others changed the same rule at the same time.</summary>
public sealed record FeeRulesBusy(params string[] At) : UserError(At)
{
    public override string Code => "FEE_RULES_BUSY";

    public override LocalText Message => new("手数料規則が同時に変更されました。もう一度送信してください。", "The fee rule was changed at the same time. Send the request again.");
}
