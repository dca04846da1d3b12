using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards.Editions;

/// <summary>What an activation would make of the edition in use; pure.</summary>
/// <param name="Before">The packs in use.</param>
/// <param name="After">The packs of the edition to come.</param>
internal sealed record EditionChange(IReadOnlyList<ReadPack> Before, IReadOnlyList<ReadPack> After)
{
    private const int MostNamed = 50;

    /// <summary>Why nothing can be judged by it; null when that can be.</summary>
    public UserError? Unusable()
    {
        if (After.SelectMany(pack => pack.UnknownChecks).Distinct().ToList() is { Count: > 0 } checks)
        {
            return new RuleChecksMissing(checks);
        }

        if (After.SelectMany(pack => pack.Flaws).ToList() is { Count: > 0 } flaws)
        {
            return RulePackFlawed.Of(flaws, "input", "packs");
        }

        if (RulePack.UnlistedGoods([.. After.Select(pack => pack.Pack!)]) is { Count: > 0 } unlisted)
        {
            return new RuleListsMissing(unlisted);
        }

        return Clauses(After).GroupBy(clause => clause, StringComparer.Ordinal).Where(alike => alike.Skip(1).Any()).Select(alike => alike.Key).ToList() is { Count: > 0 } twice
            ? new RuleClausesTwice(Some(twice))
            : null;
    }

    /// <summary>Why it may not be; null when it may.</summary>
    /// <param name="retired">The clauses that are meant to go.</param>
    public UserError? Refusal(IReadOnlyList<string> retired)
    {
        if (Unusable() is { } unusable)
        {
            return unusable;
        }

        // Checks ask for lists too.
        if (Lists(Before).Except(Lists(After), StringComparer.Ordinal).ToList() is { Count: > 0 } lists)
        {
            return new RuleListsMissing(lists);
        }

        var gone = Clauses(Before).Except(Clauses(After), StringComparer.Ordinal).ToList();
        if (gone.Except(retired, StringComparer.Ordinal).ToList() is { Count: > 0 } vanished)
        {
            return new RuleClausesVanish(Some(vanished));
        }

        var odd = retired.Select((clause, index) => (clause, index)).FirstOrDefault(named => !gone.Contains(named.clause));
        return odd.clause is null ? null : new RuleClauseNotRetired(Excerpt.Of(odd.clause), odd.index);
    }

    private static List<string> Clauses(IReadOnlyList<ReadPack> packs) =>
        [.. packs.SelectMany(pack => pack.Pack?.Rules ?? []).Select(rule => rule.ToString()).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lists(IReadOnlyList<ReadPack> packs) => packs.SelectMany(pack => pack.Pack?.Goods?.All ?? []).Select(GoodsLists.CodeOf);

    private static List<string> Some(List<string> clauses) => [.. clauses.Take(MostNamed)];
}
