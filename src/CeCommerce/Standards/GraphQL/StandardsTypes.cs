using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Standards.GraphQL;

/// <summary>What GraphQL shows of a clause of the rules.</summary>
internal sealed class RuleType : ObjectGraphType<Rule>
{
    public RuleType()
    {
        Name = "Rule";
        Description = "One clause of one rule: what is required of a listing, by whom, and what follows when it is not met.";
        Field("id", x => x.ToString()).Description("Rule and clause, e.g. `LS-006/mark`.");
        Field("ruleId", x => x.Id).Description("Rule id, e.g. `LS-006`; clauses of one rule share it.");
        Field(x => x.Clause);
        Field(x => x.Pack).Description("Code of the pack that it stands in, e.g. `pse-psc`.");
        Field(x => x.Title).Description("What it is about, in a few words.");
        Field(x => x.Requires).Description("What it asks.");
        Field("check", x => x.CheckName).Description("Name of the check that judges it. What a name means never changes.");
        Field(x => x.Status).Description("What kind of norm it is; only law blocks as law, only policy as policy.");
        Field(x => x.Severity).Description("What follows when it is not met.");
        Field(x => x.EffectWhenUnmet);
        Field(x => x.DecidedBy, nullable: true).Description("Whose policy it is; null where it is law, or a draft or guideline of others.");
        Field(x => x.Basis).Description("Where it comes from.");
        Field(x => x.Remedy);
        Field(x => x.EffectiveFrom, nullable: true);
        Field(x => x.EffectiveTo, nullable: true);
        Field<RuleAppliesTo>("appliesTo").Description("Operator types, kinds of listings, goods, and what of the goods is offered, that it is about.").Resolve(x => RuleAppliesTo.Of(
            x.Source.AppliesTo,
            x.RequestServices!.GetRequiredService<StandardsEngine>().Edition.Goods,
            x.RequestServices!.GetRequiredService<TimeProvider>().Today()));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("inputs").Description("Names of the values that it looks at.")
            .Resolve(x => x.Source.Inputs.Select(input => input.Name));
    }
}

/// <summary>What GraphQL shows of a rule pack.</summary>
internal sealed class RulePackType : ObjectGraphType<RulePack>
{
    public RulePackType()
    {
        Name = "RulePack";
        Description = "The rules of one field of law, the lists of goods, the words of claims, or the words for what is offered, in one version. Every clause stands in exactly one pack.";
        Field(x => x.Code).Description("E.g. `pse-psc`; `goods-lists`, `claim-terms` and `offered-terms` for the lists.");
        Field(x => x.Kind).Description("What it holds.");
        Field(x => x.Version).Description("E.g. `2026.11.4`.");
        Field(x => x.Name).Description("In the language of the request.");
        Field(x => x.Rules).Description("Its clauses; none in the lists.");
    }
}

/// <summary>What GraphQL shows of an edition.</summary>
internal sealed class RuleEditionType : ObjectGraphType<RuleEdition>
{
    public RuleEditionType()
    {
        Name = "RuleEdition";
        Description = "All packs that hold at one time. A stored verdict names the edition that gave it.";
        Field(x => x.Version).Description("E.g. `jp-2026.11.4`.");
        Field(x => x.Packs).Description("The packs, by code.");
        Field(x => x.Rules).Description("The clauses of all packs, by id.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ListedGoodsType>>>>("goodsLists").Description("The lists of goods that clauses refer to.")
            .Resolve(x => ListedGoods.All(x.Source.Goods));
        Field("kobutsuGoods", x => x.Goods.KobutsuGoods).Description("Which goods belong to which category of a dealer's permit; empty for an edition from before that was part of it.");
        Field("kobutsuOperators", x => x.Goods.KobutsuOperators).Description("Which operator types need a dealer's permit.");
    }
}

/// <summary>What GraphQL shows of an observed value.</summary>
internal sealed class FactType : ObjectGraphType<Fact>
{
    public FactType()
    {
        Name = "Fact";
        Description = "One observed value of one unit or one offer, with who observed it and when.";
        Field(x => x.Code).Description("Which fact.");
        Field("label", x => FactCatalogue.Of(x.Code).Label).Description("Its name in the language of the request.");
        Field("value", x => x.Shown).Description("`2022`, `true`, `2026-11-20`, `ROUND`, or text.");
        Field("unit", x => FactCatalogue.Of(x.Code).Unit, nullable: true).Description("Shown after an integer.");
        Field(x => x.Source).Description("Who observed it.");
        Field(x => x.ObservedOn).Description("On which day.");
        Field(x => x.Basis).Description("Whether a recorded act shows it.");
    }
}

/// <summary>What GraphQL shows of what is offered.</summary>
internal sealed class OfferedType : ObjectGraphType<Offered>
{
    public OfferedType()
    {
        Name = "Offered";
        Description = "What is offered of the goods of the category: the whole, a part, an accessory, a consumable or a set. Clauses of the rules say which of them they bind.";
        Field(x => x.Value).Description("As stated of the unit, else as proposed.");
        Field(x => x.IsProposed).Description(
            "True when nobody stated it: it is then read from title, category and article number, and is `WHOLE` when in doubt. State the fact `WHAT_IS_OFFERED` to correct it.");
    }
}

/// <summary>What GraphQL shows of the meaning of a fact.</summary>
internal sealed class FactDefinitionType : ObjectGraphType<FactDefinition>
{
    public FactDefinitionType()
    {
        Name = "FactDefinition";
        Description = "What one fact means and which values it takes; build forms from it.";
        Field(x => x.Code).Description("Which fact.");
        Field(x => x.Label).Description("Its name in the language of the request.");
        Field(x => x.Kind).Description("What its value looks like.");
        Field(x => x.About).Description("Whether it is stated of the unit (`item.facts`) or of its offer (`listing.facts`).");
        Field(x => x.Unit, nullable: true).Description("Shown after an integer; null when it counts nothing.");
        Field(x => x.Min).Description("Smallest integer; days are not bounded by it.");
        Field(x => x.Max, nullable: true).Description("Largest integer; null: no bound, or this year for a year.");
        Field(x => x.Choices).Description("The allowed values of a choice; empty otherwise.");
        Field(x => x.Groups).Description("Codes of the product groups that it is asked for; empty: all goods.");
    }
}

/// <summary>What GraphQL shows of a kind of goods.</summary>
internal sealed class ProductCategoryType : ObjectGraphType<ProductCategory>
{
    public ProductCategoryType()
    {
        Name = "ProductCategory";
        Description = "A kind of goods (品目).";
        Field(x => x.Code).Description("Stable, e.g. `air_conditioner`.");
        Field(x => x.Name).Description("In the language of the request.");
        Field(x => x.Aliases).Description("Other Japanese words that stock lists use for it.");
        Field(x => x.Group).Description("The shelf that it stands on.");
        Field<NonNullGraphType<Platform.GraphQL.Types.CommerceEnumType<KobutsuCategory>>>("kobutsu")
            .Description("The category of a dealer's permit (古物営業法 5(1)iii) that practitioners put it in; the one of today by the edition in use.")
            .Resolve(x => x.RequestServices!.GetRequiredService<StandardsEngine>().Edition.Goods.KobutsuOf(x.Source, x.RequestServices!.GetRequiredService<TimeProvider>().Today()));
    }
}

/// <summary>The rules and the words they use, readable by everybody.</summary>
internal sealed class StandardsQueries
{
    /// <summary>The rules in use, with their sources.</summary>
    [Platform.GraphQL.Access.Public]
    public static RuleEdition RuleEdition([FromServices] StandardsEngine engine) => engine.Edition;

    /// <summary>The catalogue of goods.</summary>
    [Platform.GraphQL.Access.Public]
    public static IReadOnlyList<ProductCategory> ProductCategories() => Standards.ProductCategories.All;

    /// <summary>What can be said about a unit, and how.</summary>
    [Platform.GraphQL.Access.Public]
    public static IReadOnlyList<FactDefinition> FactDefinitions() => FactCatalogue.All;
}

/// <summary>Registers the read types of the standards.</summary>
internal static class StandardsGraphQL
{
    public static IServiceCollection AddStandardsGraphQL(this IServiceCollection services) => services.AddScoped<SubjectCheck>().AddGraphQLParts(parts => parts
        .Queries<StandardsQueries>()
        .Queries<CheckQueries>()
        .Queries<EditionQueries>()
        .Mutations<EditionMutations>()
        .Error<RulePackFlawed>().Error<RulePackExists>().Error<RulePackNotFound>().Error<RulePackNamedTwice>().Error<RuleChecksMissing>()
        .Error<RuleListsMissing>().Error<RuleClausesTwice>().Error<RuleClausesVanish>().Error<RuleClauseNotRetired>()
        .Error<RuleEditionExists>().Error<RuleEditionUnchanged>().Error<RuleEditionVersionInvalid>().Error<GraceDaysInvalid>().Error<RulesBusy>()
        .Error<IdempotencyKeyReused>().Error<IdempotencyKeyInvalid>().Error<RequestStillRunning>()
        .Type<ActivatedEdition, ActivatedEditionType>()
        .Type<StoredRulePack, StoredRulePackType>()
        .Error<DayInFuture>().Error<CategoryNotKnown>().Error<TooManyStatedFacts>().Error<StatedFactNotKnown>().Error<StatedFactUnreadable>().Error<StatedFactTwice>()
        .Type<StatedFact, StatedFactType>()
        .Type<StatedAssessment, StatedAssessmentType>()
        .Type<StatedFinding, StatedFindingType>()
        .Type<Rule, RuleType>()
        .Type<RulePack, RulePackType>()
        .Type<RuleEdition, RuleEditionType>()
        .Type<ListedGoods, ListedGoodsType>()
        .Type<GoodsEntry, GoodsEntryType>()
        .Type<KobutsuEntry, KobutsuEntryType>()
        .Type<OperatorEntry, OperatorEntryType>()
        .Type<Fact, FactType>()
        .Type<Offered, OfferedType>()
        .Type<FactDefinition, FactDefinitionType>()
        .Type<ProductCategory, ProductCategoryType>());
}
