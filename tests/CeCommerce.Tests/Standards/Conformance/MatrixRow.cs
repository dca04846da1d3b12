using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.GraphQL;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>Where a clause comes from.</summary>
internal sealed record MatrixBasis(LocalText Law, string Article, string? LawId, string? Revision, DateOnly CheckedOn, string? SourceUrl);

/// <summary>What a clause is about, in codes of the API; no goods lists: all goods.</summary>
internal sealed record MatrixScope(IReadOnlyList<string> Kinds, IReadOnlyList<string> GoodsLists, IReadOnlyList<string> OperatorTypes, IReadOnlyList<string> Binds);

/// <summary>One clause of the edition as <c>docs/standards/matrix.json</c> has it.</summary>
/// <param name="Required">What is asked; the title where the pack says no more.</param>
/// <param name="EffectiveFrom">First day; null: not read, never guessed.</param>
/// <param name="EffectiveTo">First day no longer; null: open.</param>
/// <param name="Coverage">COVERED when cases show it met, unmet and on both sides of its days.</param>
internal sealed record MatrixRow(
    string Id,
    string Clause,
    string Pack,
    LocalText Title,
    LocalText Required,
    string Status,
    string Severity,
    string EffectWhenUnmet,
    MatrixBasis Basis,
    string Certainty,
    DateOnly? EffectiveFrom,
    DateOnly? EffectiveTo,
    MatrixScope Scope,
    string Check,
    IReadOnlyList<string> Inputs,
    LocalText Remedy,
    string Coverage,
    IReadOnlyList<ClauseTests> Tests,
    string Edition)
{
    public static IReadOnlyList<MatrixRow> All { get; } = [.. RuleEdition.Current.Rules.Select(Of)];

    private static MatrixRow Of(Rule rule) => new(
        rule.Id,
        rule.Clause,
        rule.Pack,
        rule.Title,
        rule.Requires,
        Terms<RuleStatus>.Of(rule.Status).Code,
        Terms<RuleSeverity>.Of(rule.Severity).Code,
        Terms<FindingEffect>.Of(rule.EffectWhenUnmet).Code,
        new(rule.Basis.Law, rule.Basis.Article, rule.Basis.LawId, rule.Basis.Revision, rule.Basis.CheckedOn, rule.Basis.SourceUrl),
        Terms<Certainty>.Of(rule.Basis.Certainty).Code,
        rule.EffectiveFrom,
        rule.EffectiveTo,
        ScopeOf(rule),
        rule.CheckName,
        [.. rule.Inputs.Select(input => input.Name)],
        rule.Remedy,
        ClauseEvidence.Missing(rule).Any() ? "UNTESTED" : "COVERED",
        ClauseEvidence.Of(rule),
        RuleEdition.Current.Version);

    private static MatrixScope ScopeOf(Rule rule)
    {
        var about = RuleAppliesTo.Of(rule.AppliesTo, RuleEdition.Current.Goods, rule.Basis.CheckedOn);
        return new(
            [.. about.Kinds.Select(kind => Terms<ListingKind>.Of(kind).Code)],
            about.GoodsLists,
            [.. about.OperatorTypes.Select(type => Terms<OperatorType>.Of(type).Code)],
            [.. about.Binds.Select(offered => Terms<WhatIsOffered>.Of(offered).Code)]);
    }
}
