using CeCommerce.Platform;
using CeCommerce.Standards.OperatorRules;

namespace CeCommerce.Operators.Rules;

/// <summary>The stored rules, or why they were not stored.</summary>
/// <param name="RulePack">Null when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record AddOperatorRulePackPayload(OperatorRulePack? RulePack, IReadOnlyList<IUserError> Errors)
{
    internal static AddOperatorRulePackPayload Of(Outcome<StoredOperatorPack> outcome) =>
        outcome.Try(out var added, out var error) ? new(OperatorRulePack.Of(added), []) : new(null, [error]);
}

/// <summary>Which rules of its own the operator has in use now, or why that did not change.</summary>
/// <param name="VersionInUse">Null when none is in use, and when refused.</param>
/// <param name="Errors">Empty when it was done.</param>
internal sealed record UseOperatorRulePackPayload(string? VersionInUse, IReadOnlyList<IUserError> Errors)
{
    internal static UseOperatorRulePackPayload Of(Outcome<UsedOperatorRules> outcome) => outcome.Try(out var used, out var error) ? new(used.Version, []) : new(null, [error]);
}
