using CeCommerce.Platform;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards.GraphQL;

/// <summary>The stored pack, or why it was not stored.</summary>
/// <param name="RulePack">The pack as it was read; null when it was refused.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record AddRulePackPayload(RulePack? RulePack, IReadOnlyList<IUserError> Errors)
{
    internal static AddRulePackPayload Of(Outcome<RulePack> outcome) => outcome.Try(out var pack, out var error) ? new(pack, []) : new(null, [error]);
}

/// <summary>The edition that is in use now, or why it is not.</summary>
/// <param name="Edition">The edition; null when it was refused.</param>
/// <param name="Errors">Why it was refused; empty when it was not.</param>
internal sealed record ActivateRuleEditionPayload(ActivatedEdition? Edition, IReadOnlyList<IUserError> Errors)
{
    internal static ActivateRuleEditionPayload Of(Outcome<ActivatedEdition> outcome) => outcome.Try(out var edition, out var error) ? new(edition, []) : new(null, [error]);
}
