using CeCommerce.Standards.Subjects;

namespace CeCommerce.Standards.Packs;

/// <summary>All packs that hold at one time, with the lists they refer to. A stored verdict names the edition that gave it.</summary>
public sealed class RuleEdition
{
    private readonly Dictionary<string, Rule> _byName;
    private readonly Dictionary<Rule, int> _places;

    // Lazy, so that a flaw in the product's own files rises as what it is instead of as a failed type.
    private static readonly Lazy<RuleEdition> Own = new(static () => OwnPacks.Edition("jp-2026.11.6"));

    /// <param name="version">What verdicts name.</param>
    /// <param name="packs">Of rules, and one each of lists of goods, of words of claims and of words for what is offered.</param>
    internal RuleEdition(string version, IReadOnlyList<RulePack> packs)
    {
        (Version, Packs, Goods) = (version, packs, packs.Single(pack => pack.Goods is not null).Goods!);
        Claims = new(packs.Single(pack => pack.Claims is not null).Claims!);
        Offered = new(packs.Single(pack => pack.Offered is not null).Offered!);
        Rules = [.. packs.SelectMany(pack => pack.Rules).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        _byName = Rules.ToDictionary(rule => rule.ToString(), StringComparer.Ordinal);
        ListingClauses = [.. Rules.Where(rule => rule.Subject == Subject.Listing).Select(rule => rule.ToString()).Order(StringComparer.Ordinal)];
        _places = Rules.Where(rule => rule.Subject == Subject.Listing).ToDictionary(rule => rule, rule => Array.BinarySearch(ListingClauses, rule.ToString(), StringComparer.Ordinal));
    }

    /// <summary>The edition that comes with the product; another may be in use. Japanese law and guidance as researched in 2026-11.</summary>
    public static RuleEdition Current => Own.Value;

    public string Version { get; }

    public IReadOnlyList<RulePack> Packs { get; }

    /// <summary>All clauses, by id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public GoodsLists Goods { get; }

    /// <summary>The names of its clauses about listings, in ordinal order; a kept verdict refers to them by their place.</summary>
    internal string[] ListingClauses { get; }

    internal ClaimReader Claims { get; }

    internal OfferedReader Offered { get; }

    /// <summary>Null when it has no such clause.</summary>
    public Rule? Find(string id, string clause) => _byName.GetValueOrDefault($"{id}/{clause}");

    /// <summary>The clause's place in <see cref="ListingClauses"/>; null when it is not this edition's.</summary>
    internal int? PlaceOf(Rule clause) => _places.TryGetValue(clause, out var place) ? place : null;

    /// <summary>The days on which a clause or a list entry begins or ends, in order; the product's own say the category of goods that the lists leave out.</summary>
    internal DateOnly[] Changes() =>
    [
        .. Rules.SelectMany(rule => (DateOnly?[])[rule.EffectiveFrom, rule.EffectiveTo])
            .Concat(Goods.Entries.SelectMany(entry => (DateOnly?[])[entry.ValidFrom, entry.ValidTo]))
            .Concat(Goods.KobutsuGoods.Concat(Current.Goods.KobutsuGoods).SelectMany(entry => (DateOnly?[])[entry.ValidFrom, entry.ValidTo]))
            .Concat(Goods.KobutsuOperators.SelectMany(entry => (DateOnly?[])[entry.ValidFrom, entry.ValidTo]))
            .OfType<DateOnly>()
            .Distinct()
            .Order(),
    ];
}
