using CeCommerce.Standards;

namespace CeCommerce.Passports.Valuation;

/// <summary>Fits what was paid for a category. Too few sales say nothing, and then nothing is said.</summary>
internal static class SalesFit
{
    public const int FewestForCurve = 10;
    public const int FewestForHedonic = 30;

    /// <summary>A column needs this many sales that say something about it, and a fit this many for each column.</summary>
    public const int FewestPerColumn = 5;

    private const int MostBrands = 10;

    /// <summary>Below it months and noise are the same thing.</summary>
    private static readonly TimeSpan ShortestMarket = TimeSpan.FromDays(180);

    private static readonly CosmeticGrade[] Steps = [CosmeticGrade.A, CosmeticGrade.B, CosmeticGrade.C, CosmeticGrade.J];

    /// <summary>Null: fewer than 10 sales. The order of the sales does not matter.</summary>
    public static PriceFit? Of(IReadOnlyCollection<PricedUnit> sales)
    {
        PricedUnit[] ordered = [.. sales.OrderBy(sale => sale.At).ThenBy(sale => sale.Source, StringComparer.Ordinal)];
        return ordered.Length >= FewestForHedonic && Fitted(ordered, Columns(ordered), ValuationMethod.Hedonic) is { } fit ? fit
            : ordered.Length < FewestForCurve ? null
            : Fitted(ordered, Columns(ordered).Where(column => column.Factor is PriceFactor.Age or PriceFactor.Grade), ValuationMethod.Curve)
                ?? Fitted(ordered, [], ValuationMethod.Curve);
    }

    private static IEnumerable<PriceTerm> Columns(PricedUnit[] sales)
    {
        var brands = sales.Where(sale => sale.Traits.Brand is not null).GroupBy(sale => sale.Traits.Brand!)
            .OrderByDescending(brand => brand.Count()).ThenBy(brand => brand.Key, StringComparer.Ordinal).Take(MostBrands);
        PriceTerm[] all =
        [
            Column(PriceFactor.Age), Column(PriceFactor.Usage), Column(PriceFactor.Health),
            .. Steps.Select(step => Column(PriceFactor.Grade) with { Step = (int)step }),
            .. brands.Select(brand => Column(PriceFactor.Brand) with { Brand = brand.Key }),
            .. sales[^1].At - sales[0].At >= ShortestMarket ? [Column(PriceFactor.Market)] : Array.Empty<PriceTerm>(),
        ];
        return all.Select(column => Measured(column, sales)).OfType<PriceTerm>();
    }

    private static PriceTerm Column(PriceFactor factor) => new(factor, null, null, 0, 0, 0);

    /// <summary>Null: too few sales tell one unit from another by it.</summary>
    private static PriceTerm? Measured(PriceTerm column, PricedUnit[] sales)
    {
        double[] known = [.. sales.Select(sale => column.Value(sale.Traits, sale.At)).OfType<double>()];
        var common = known.GroupBy(value => value).Select(same => same.Count()).DefaultIfEmpty().Max();
        if (known.Length - common < FewestPerColumn)
        {
            return null;
        }

        var mean = known.Average();
        return column with { Mean = mean, Spread = Math.Sqrt(known.Average(value => (value - mean) * (value - mean))) };
    }

    /// <summary>Without the terms that say what cannot be, the worst first: each that goes changes the others.</summary>
    private static PriceFit? Fitted(PricedUnit[] sales, IEnumerable<PriceTerm> columns, ValuationMethod method)
    {
        List<PriceTerm> terms = [.. columns];
        double[] logarithms = [.. sales.Select(sale => Math.Log(sale.Yen))];
        while (sales.Length >= FewestPerColumn * (terms.Count + 1))
        {
            double[][] rows = [.. sales.Select(sale => (double[])[1, .. terms.Select(term => term.Distance(sale.Traits, sale.At))])];
            if (LeastSquares.Of(rows, logarithms) is not { } fit)
            {
                // The last column is the one that the others leave least to say.
                terms.RemoveAt(terms.Count - 1);
                continue;
            }

            terms = [.. terms.Select((term, index) => term with { Coefficient = fit.Coefficients[index + 1] })];
            if (terms.Where(term => term.Offends).MaxBy(term => Math.Abs(term.Coefficient) * term.Spread) is not { } worst)
            {
                return new(method, fit.Coefficients[0], terms)
                {
                    Spread = fit.Spread,
                    RSquared = fit.RSquared,
                    MeanErrorShare = fit.MeanErrorShare,
                    Sales = sales.Length,
                    Until = sales[^1].At,
                };
            }

            terms.Remove(worst);
        }

        return null;
    }
}
