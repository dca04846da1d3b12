using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators.Rules;

/// <summary>Care of the rules that an operator sets itself, beyond those of the edition.</summary>
[Allow(Role.Operator, Scope = OperatorScopes.Write)]
internal sealed class OperatorRuleMutations
{
    /// <summary>
    /// Stores a version of rules that the operator holds its own listings to beyond the edition; nothing is judged by it before
    /// `useOperatorRulePack`. They only add: no clause of the edition can be named, changed or left out. Refusals: `RULE_PACK_FLAWED` (every
    /// flaw with its line), `RULE_PACK_EXISTS` (that version is stored with other content), `OPERATOR_RULES_BUSY`,
    /// `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_REUSED`, `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">The rules.</param>
    public static async Task<AddOperatorRulePackPayload> AddOperatorRulePack(
        AddOperatorRulePackInput input, Caller caller, [FromServices] OperatorRuleService service, CancellationToken cancellationToken) =>
        AddOperatorRulePackPayload.Of(await service.AddAsync(caller, input, cancellationToken));

    /// <summary>
    /// Takes a version of the operator's own rules into use, or none. Its listings on the shelf are judged again at once, and those that
    /// a clause blocks come off it; a clause with `effectiveFrom` counts from that day. Refusals: `OPERATOR_RULE_PACK_NOT_FOUND`,
    /// `RULE_PACK_FLAWED` (this version of the product cannot read it), `OPERATOR_RULES_BUSY`, `IDEMPOTENCY_KEY_INVALID`,
    /// `IDEMPOTENCY_KEY_REUSED`, `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">Which version.</param>
    public static async Task<UseOperatorRulePackPayload> UseOperatorRulePack(
        UseOperatorRulePackInput input, Caller caller, [FromServices] OperatorRuleService service, CancellationToken cancellationToken) =>
        UseOperatorRulePackPayload.Of(await service.UseAsync(caller, input, cancellationToken));
}
