using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>A property of the unit on which the scope of an ordinance hangs.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Covers">Whether the ordinance covers the unit, as far as this property goes; null: not known.</param>
/// <param name="KnownFor">Kinds of goods that say so themselves.</param>
internal sealed record ScopeQuestion(FactCode Fact, Func<ItemFacts, bool?> Covers, params string[] KnownFor)
{
    public static ScopeQuestion Must(FactCode fact, params string[] knownFor) => new(fact, facts => facts.Flag(fact), knownFor);

    public static ScopeQuestion MustNot(FactCode fact, params string[] knownFor) => new(fact, facts => !facts.Flag(fact), knownFor);
}

/// <summary>Whether an ordinance covers a unit.</summary>
/// <param name="Covers">Null: not known.</param>
/// <param name="Missing">The fact that would tell; null when it is known.</param>
internal readonly record struct Coverage(bool? Covers, FactCode? Missing);

/// <summary>Where an ordinance speaks of data that stay on the unit.</summary>
/// <param name="Lease">The item of the article on leases.</param>
/// <param name="Repair">The item of the article on repairs.</param>
/// <param name="Scope">What more must hold of the unit for them to apply.</param>
internal sealed record DataItems(string Lease, string Repair, params ScopeQuestion[] Scope);

/// <summary>
/// One of the nine METI ordinances of 2001 with criteria for repairers (修理事業者) and lessors (賃貸事業者) since 2026-04-01, all under
/// 資源有効利用促進法 18 or 26. A breach meets guidance and advice only (Act 19, 27); it is neither recommended against nor fined.
/// </summary>
internal sealed record ResourceActOrdinance(string Code, GoodsList Goods, int Number, int AmendedBy, LocalText Product, LocalText Title)
{
    public static readonly DateOnly Since = new(2026, 4, 1);

    /// <summary>The article on what is told before a lease (賃貸事業者・健全性等の確保).</summary>
    public required int LessorArticle { get; init; }

    /// <summary>The article on what is told after a repair (修理事業者・健全性等の確保).</summary>
    public required int RepairerArticle { get; init; }

    /// <summary>All must be answered with yes.</summary>
    public ScopeQuestion[] Scope { get; init; } = [];

    /// <summary>What is said of recorded data; null when nothing is.</summary>
    public DataItems? Data { get; init; }

    public string LawId => $"413M600004000{Number}";

    public RuleBasis Basis(string article, Certainty certainty = Certainty.Law) =>
        Laws.MinisterialOrdinance(Title, article, LawId, $"20260401_508M600004000{AmendedBy}", certainty);

    /// <param name="questions">Those of the ordinance as a whole and any that a clause adds.</param>
    public static Coverage CoverageOf(RuleContext context, ScopeQuestion[] questions)
    {
        FactCode? missing = null;
        foreach (var question in questions)
        {
            if (context.Category is { } goods && question.KnownFor.Contains(goods.Code))
                continue;
            var covers = question.Covers(context.Facts);
            if (covers == false)
                return new(false, null);
            missing ??= covers is null ? question.Fact : null;
        }

        return new(missing is null ? true : null, missing);
    }
}
