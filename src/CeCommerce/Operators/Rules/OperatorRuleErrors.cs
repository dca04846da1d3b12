using CeCommerce.Platform;

namespace CeCommerce.Operators.Rules;

/// <summary>The operator has stored no rules of its own in that version.</summary>
/// <param name="PackVersion">The start of what was given.</param>
public sealed record OperatorRulePackNotFound(string PackVersion, params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_RULE_PACK_NOT_FOUND";

    public override LocalText Message => new(
        $"独自基準の {PackVersion} は登録されていません。addOperatorRulePack で登録してください。", $"You have no rules of your own in version {PackVersion}. Add them with addOperatorRulePack first.");
}

/// <summary>The operator was changed at the same moment, again and again.</summary>
public sealed record OperatorRulesBusy(params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_RULES_BUSY";

    public override LocalText Message => new("事業者の情報が同時に変更されています。もう一度お試しください。", "The operator is changed by others at this moment. Try again.");
}
