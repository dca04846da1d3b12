using CeCommerce.Standards.Editions;

namespace CeCommerce.Standards.GraphQL;

/// <summary>A pack of rules, of lists of goods (`goods-lists`), of words of claims (`claim-terms`) or of words for what is offered (`offered-terms`) to store.</summary>
/// <param name="Content">The text of its JSON file, as much as fits into a request.</param>
/// <param name="IdempotencyKey">8 to 128 printable characters; repeating the request with the same key has no further effect.</param>
public sealed record AddRulePackInput(string Content, string IdempotencyKey);

/// <summary>A pack in one version.</summary>
/// <param name="Code">Code of the pack, e.g. `pse-psc`.</param>
/// <param name="Version">E.g. `2026.11.4`.</param>
public sealed record RulePackVersionInput(string Code, string Version)
{
    internal RulePackVersion AsPack() => new(Code, Version);
}

/// <summary>An edition to take into use.</summary>
/// <param name="Version">What verdicts will name, e.g. `jp-2026.11.6`; never used before.</param>
/// <param name="Packs">The packs that change; all others stay as in the edition in use.</param>
/// <param name="GraceDays">For how many days listings that only this edition refuses may stay on the shelf; 0 to 365.</param>
/// <param name="Retired">Clauses of the edition in use that are meant to be gone, each as `LS-006/mark`.</param>
/// <param name="IdempotencyKey">8 to 128 printable characters; repeating the request with the same key has no further effect.</param>
public sealed record ActivateRuleEditionInput(string Version, IReadOnlyList<RulePackVersionInput> Packs, int GraceDays, IReadOnlyList<string>? Retired, string IdempotencyKey)
{
    internal EditionWish AsWish() => new(Version, [.. Packs.Select(pack => pack.AsPack())], GraceDays, Retired ?? []);
}
