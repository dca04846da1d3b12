using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.Identity;
using CeCommerce.Standards.Editions;
using GraphQL;

namespace CeCommerce.Standards.GraphQL;

/// <summary>Care of the rules, for those who run the platform.</summary>
[Allow(Role.Platform, Scope = Scopes.Platform)]
internal sealed class EditionMutations
{
    /// <summary>
    /// Stores a pack of rules, of lists of goods or of words of claims; nothing is judged by it before an edition with it is activated. Refusals: `RULE_PACK_FLAWED` (every flaw with
    /// its line), `RULE_PACK_EXISTS` (that version is stored with other content), `RULES_BUSY`, `IDEMPOTENCY_KEY_INVALID`,
    /// `IDEMPOTENCY_KEY_REUSED`, `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">The pack.</param>
    public static async Task<AddRulePackPayload> AddRulePackAsync(AddRulePackInput input, Caller caller, [FromServices] RuleService rules, CancellationToken cancellationToken) =>
        AddRulePackPayload.Of(await rules.AddPackAsync(caller, input.Content, input.IdempotencyKey, cancellationToken));

    /// <summary>
    /// Takes an edition of the rules into use on every server. Refusals: `RULE_PACK_NOT_FOUND`, `RULE_PACK_NAMED_TWICE`,
    /// `RULE_CHECKS_MISSING`, `RULE_LISTS_MISSING`, `RULE_PACK_FLAWED`, `RULE_CLAUSES_TWICE`, `RULE_CLAUSES_VANISH`, `RULE_CLAUSE_NOT_RETIRED`,
    /// `RULE_EDITION_EXISTS`, `RULE_EDITION_UNCHANGED`, `RULE_EDITION_VERSION_INVALID`, `GRACE_DAYS_INVALID`, `RULES_BUSY`,
    /// `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_REUSED`, `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">The edition.</param>
    public static async Task<ActivateRuleEditionPayload> ActivateRuleEditionAsync(
        ActivateRuleEditionInput input, Caller caller, [FromServices] RuleService rules, CancellationToken cancellationToken) =>
        ActivateRuleEditionPayload.Of(await rules.ActivateAsync(caller, input.AsWish(), input.IdempotencyKey, cancellationToken));
}
