using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>What a pack holds.</summary>
[TermSource("Vocabulary of the product")]
public enum RulePackKind
{
    [Term("規則", "Rules")]
    Rules,

    [Term("物品の一覧", "Lists of goods")]
    GoodsLists,

    [Term("表示の語", "Words of claims")]
    ClaimTerms,

    [Term("提供する物の語", "Words for what is offered")]
    OfferedTerms,
}

/// <summary>One data file of an edition in one version: the rules of one field of law, the lists of goods, the words of claims, or the words for what is offered.</summary>
/// <param name="Code">E.g. <c>pse-psc</c>.</param>
/// <param name="Version">Year, month and a count, e.g. <c>2026.11.4</c>.</param>
/// <param name="Rules">Its clauses, as the file has them; none in the lists.</param>
public sealed record RulePack(string Code, string Version, LocalText Name, IReadOnlyList<Rule> Rules)
{
    internal const string GoodsListsCode = "goods-lists";
    internal const string ClaimTermsCode = "claim-terms";
    internal const string OfferedTermsCode = "offered-terms";

    /// <summary>The code of every operator's own rules.</summary>
    internal const string OperatorCode = "own";

    internal const string OperatorIds = "OWN-";

    /// <summary>The packs that every edition has, by code.</summary>
    internal static IReadOnlyList<string> Lists { get; } = [GoodsListsCode, ClaimTermsCode, OfferedTermsCode];

    public RulePackKind Kind => KindOf(Code);

    /// <summary>Null when it has no such clause.</summary>
    internal Rule? Find(string id, string clause) => Rules.FirstOrDefault(rule => rule.Id == id && rule.Clause == clause);

    /// <summary>SHA-256 of its file, 64 lower-case hex digits.</summary>
    internal string Digest { get; init; } = "";

    internal GoodsLists? Goods { get; init; }

    internal ClaimTerms? Claims { get; init; }

    internal OfferedTerms? Offered { get; init; }

    /// <summary>Codes of the lists that rules of these packs refer to and the lists among them do not have.</summary>
    internal static IReadOnlyList<string> UnlistedGoods(IReadOnlyList<RulePack> packs) => packs.FirstOrDefault(pack => pack.Goods is not null)?.Goods is { } goods
        ? [.. packs.SelectMany(pack => pack.Rules).SelectMany(rule => rule.AppliesTo.Goods).Distinct().Where(list => !goods.Has(list)).Order().Select(Standards.GoodsLists.CodeOf)]
        : [];

    internal static RulePackKind KindOf(string code) => code switch
    {
        GoodsListsCode => RulePackKind.GoodsLists,
        ClaimTermsCode => RulePackKind.ClaimTerms,
        OfferedTermsCode => RulePackKind.OfferedTerms,
        _ => RulePackKind.Rules,
    };
}
