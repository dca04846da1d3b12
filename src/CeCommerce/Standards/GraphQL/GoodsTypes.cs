using CeCommerce.Platform;
using GraphQL.Types;

namespace CeCommerce.Standards.GraphQL;

/// <summary>Whom and what a clause is about.</summary>
/// <param name="OperatorTypes">The types of operators that it binds today. An operator with a type that takes used goods counts as such, whatever else it does.</param>
/// <param name="Kinds">The kinds of listings.</param>
/// <param name="GoodsLists">Codes of the lists of goods, any of which is enough; empty: all goods.</param>
/// <param name="Binds">What is offered of the goods: a hose filed under its vacuum cleaner is an accessory. All of them for a clause that is not about listings.</param>
public sealed record RuleAppliesTo(
    IReadOnlyList<OperatorType> OperatorTypes, IReadOnlyList<ListingKind> Kinds, IReadOnlyList<string> GoodsLists, IReadOnlyList<WhatIsOffered> Binds)
{
    internal static RuleAppliesTo Of(RuleScope scope, GoodsLists goods, DateOnly day) => new(
        [.. Enum.GetValues<OperatorType>().Where(type => (scope.KobutsuOperators is not { } takes || takes == goods.TakesKobutsu(type, day))
            && (scope.OperatorTypes.Count == 0 || scope.OperatorTypes.Contains(type)))],
        scope.Kinds.Count == 0 ? Enum.GetValues<ListingKind>() : scope.Kinds,
        [.. scope.Goods.Select(Standards.GoodsLists.CodeOf)],
        [.. Enum.GetValues<WhatIsOffered>().Where(scope.BindsWhat)]);
}

/// <summary>A list of goods with its dated entries.</summary>
internal sealed record ListedGoods(string Code, LocalText Name, IReadOnlyList<GoodsEntry> Entries)
{
    internal static IReadOnlyList<ListedGoods> All(GoodsLists lists) => [.. lists.All.Select(list =>
        new ListedGoods(GoodsLists.CodeOf(list), lists.NameOf(list), [.. lists.Entries.Where(entry => entry.List == list)]))];
}

/// <summary>What GraphQL shows of a list of goods.</summary>
internal sealed class ListedGoodsType : ObjectGraphType<ListedGoods>
{
    public ListedGoodsType()
    {
        Name = "ListedGoods";
        Description = "A list of goods that clauses refer to, with its dated entries.";
        Field(x => x.Code).Description("Stable, e.g. `pse_goods`.");
        Field(x => x.Name).Description("In the language of the request.");
        Field(x => x.Entries).Description("Which goods are on it, since when, and why we say so.");
    }
}

/// <summary>What GraphQL shows of an entry of a list of goods.</summary>
internal sealed class GoodsEntryType : ObjectGraphType<GoodsEntry>
{
    public GoodsEntryType()
    {
        Name = "GoodsEntry";
        Description = "Goods that are on a list between two days.";
        Field(x => x.Goods).Description("Codes of kinds of goods.");
        Field(x => x.Groups).Description("Codes of product groups that are on it as a whole.");
        Field(x => x.ValidFrom, nullable: true).Description("First day on the list; null: longer than our data go back.");
        Field(x => x.ValidTo, nullable: true).Description("First day no longer on the list; null: open.");
        Field(x => x.Source).Description("Where this comes from and what of it was verified.");
    }
}

/// <summary>What GraphQL shows of goods in a category of a permit.</summary>
internal sealed class KobutsuEntryType : ObjectGraphType<KobutsuEntry>
{
    public KobutsuEntryType()
    {
        Name = "KobutsuGoods";
        Description = "Goods that belong to a category of a dealer's permit (古物営業法 5(1)iii, 施行規則 2) between two days.";
        Field(x => x.Category).Description("Which of the 13.");
        Field(x => x.Goods).Description("Codes of kinds of goods.");
        Field(x => x.Groups).Description("Codes of product groups that are in it as a whole.");
        Field(x => x.ValidFrom, nullable: true).Description("First day in it; null: longer than our data go back.");
        Field(x => x.ValidTo, nullable: true).Description("First day no longer in it; null: open.");
        Field(x => x.Source).Description("Where this comes from and what of it was verified.");
    }
}

/// <summary>What GraphQL shows of the operator types that need a permit.</summary>
internal sealed class OperatorEntryType : ObjectGraphType<OperatorEntry>
{
    public OperatorEntryType()
    {
        Name = "KobutsuOperators";
        Description = "Operator types that take used goods from others and so need a dealer's permit (古物営業法 2(2), 3).";
        Field(x => x.Types).Description("The types.");
        Field(x => x.ValidFrom, nullable: true).Description("First day; null: longer than our data go back.");
        Field(x => x.ValidTo, nullable: true).Description("First day on which it no longer counts; null: open.");
        Field(x => x.Source).Description("Where this comes from.");
    }
}
