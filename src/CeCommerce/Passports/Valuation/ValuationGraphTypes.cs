using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Passports.Valuation;

/// <summary>What GraphQL shows of a value.</summary>
internal sealed class ValuationGraphType : ObjectGraphType<ValueOfItem>
{
    public ValuationGraphType()
    {
        Name = "Valuation";
        Description = "What a unit would be worth on a day, from what was known then: the same question has the same answer for ever.";
        Field(x => x.AsOf).Description("The moment.");
        Field<ValueEstimateGraphType>("estimate")
            .Description($"Null where too few units of its category have been sold here: fewer than {SalesFit.FewestForCurve} say nothing.")
            .Resolve(field => field.Source.Estimate);
        Field<MoneyType>("bookValue").Description("What the books of whoever bought it last here would show for tax (定率法; the life of used goods by 簡便法): a reference, "
                + "not what it would fetch. Null where it was not sold here before, or the law names no useful life for its kind.")
            .Resolve(field => field.Source.BookValue is { } yen ? Money.Jpy(yen) : null);
    }
}

/// <summary>What GraphQL shows of an estimate.</summary>
internal sealed class ValueEstimateGraphType : ObjectGraphType<FittedEstimate>
{
    public ValueEstimateGraphType()
    {
        Name = "ValueEstimate";
        Description = "What a unit would fetch, with tax, and why.";
        Sum("point", "The value itself.", value => value.Point);
        Sum("low", "With `high`, where 80 of 100 prices of such units lie. The less is known, the wider.", value => value.Low);
        Sum("high", "See `low`.", value => value.High);
        Sum("reference", "A new unit of the category that is average in all else. The shares lead from it to the point, to the yen.", value => value.Reference);
        Shares("shares", "What each factor adds or takes.", value => value.Shares);
        Shares("raises", "What would raise the value, and by how much.", value => value.Raises);
        Field(x => x.Unknown).Description("What prices of the category follow and nobody knows of this unit.");
        Field("method", x => x.Value.Fit.Method).Description("How the prices of the category were explained.");
        Field("sales", x => x.Value.Fit.Sales).Description("How many sales of the category it was learned from.");
        Field<NonNullGraphType<IntGraphType>>("salesOfModel").Description($"How many sales of the same model within {Comparables.Window.Days} days count beside; fewer than {Comparables.Fewest} count as none.")
            .Resolve(field => field.Source.Value.Comparables?.Count ?? 0);
        Field<NonNullGraphType<IntGraphType>>("meanErrorPercent").Description("By how much those sales are missed in the mean, each predicted by the others.")
            .Resolve(field => (int)Math.Min(WholeYen.Round(field.Source.Value.Fit.MeanErrorShare * 100), int.MaxValue));
        Field(x => x.FitVersion).Description("Which fit of the category it was, from 1.");
        Field(x => x.FitMadeAt).Description("When that fit was made; a category is fitted anew once a day.");
    }

    private void Sum(string name, string description, Func<Estimate, long> yen) =>
        Field<NonNullGraphType<MoneyType>>(name).Description(description).Resolve(field => Money.Jpy(yen(field.Source.Value)));

    private void Shares(string name, string description, Func<Estimate, IReadOnlyList<ValueShare>> shares) =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ValueShareGraphType>>>>(name).Description(description).Resolve(field => shares(field.Source.Value));
}

/// <summary>What GraphQL shows of a factor's share.</summary>
internal sealed class ValueShareGraphType : ObjectGraphType<ValueShare>
{
    public ValueShareGraphType()
    {
        Name = "ValueShare";
        Description = "What one factor does to a value.";
        Field(x => x.Factor).Description("The factor.");
        Field<NonNullGraphType<MoneyType>>("amount").Description("Negative where it takes.").Resolve(field => Money.Jpy(field.Source.Yen));
    }
}
