using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Orders.Fees;

/// <summary>What the platform settles about its fees.</summary>
internal sealed class FeeMutations
{
    /// <summary>
    /// Sets a fee rule. Of the rules that hold when a contract is concluded one counts for each unit: one for the operator before one for all, then one for the category, then
    /// one for the kind; of equally special ones that which began last. Its fee is frozen then, charged at completion with 10 % tax on top, and given back with refunds unless
    /// the rule says otherwise. Refused with `FEE_VALUE_INVALID`, `CATEGORY_UNKNOWN`, `OPERATOR_NOT_FOUND` or `FEE_RULES_BUSY`.
    /// </summary>
    /// <param name="input">The rule.</param>
    [Allow(Role.Platform, Scope = FeeScopes.Write)]
    public static async Task<SetFeeRulePayload> SetFeeRule(SetFeeRuleInput input, Caller caller, [FromServices] FeeRuleService service, CancellationToken cancellationToken) =>
        SetFeeRulePayload.Of(await service.SetAsync(caller, input, cancellationToken));

    /// <summary>The rule holds for no contract that is concluded from then on. Refused with `FEE_RULE_NOT_FOUND`, `FEE_VALUE_INVALID` or `FEE_RULES_BUSY`.</summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Platform, Scope = FeeScopes.Write)]
    public static async Task<EndFeeRulePayload> EndFeeRule(EndFeeRuleInput input, Caller caller, [FromServices] FeeRuleService service, CancellationToken cancellationToken) =>
        EndFeeRulePayload.Of(await service.EndAsync(caller, input, cancellationToken));
}
