using CeCommerce.Standards;

namespace CeCommerce.Passports.Valuation;

/// <summary>How the prices of a category were explained.</summary>
public enum ValuationMethod
{
    /// <summary>Age and grade alone, from 10 sales.</summary>
    Curve,

    /// <summary>Everything that is known of the units, from 30 sales.</summary>
    Hedonic,
}

/// <summary>What the sales of a category say about prices: ln V = <paramref name="Reference"/> + the terms.</summary>
/// <param name="Reference">Logarithm of the price of a new unit that is average in all else.</param>
internal sealed record PriceFit(ValuationMethod Method, double Reference, IReadOnlyList<PriceTerm> Terms)
{
    /// <summary>Residual standard error of the logarithm.</summary>
    public required double Spread { get; init; }

    public required double RSquared { get; init; }

    /// <summary>Mean of |predicted − paid| / paid, each sale predicted by the others.</summary>
    public required double MeanErrorShare { get; init; }

    public required int Sales { get; init; }

    /// <summary>The last sale: the market's movement is followed to here and no further.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The logarithm of what the fit says a unit is worth.</summary>
    public double LogOf(UnitTraits unit, DateTimeOffset at) => Reference + Terms.Sum(term => term.LogOf(unit, InTime(at)));

    public double LogOf(PriceFactor factor, UnitTraits unit, DateTimeOffset at) => Terms.Where(term => term.Factor == factor).Sum(term => term.LogOf(unit, InTime(at)));

    /// <summary>
    /// Variance of the logarithm for this unit: what the fit could not explain, what is not known of it, and what is known on weak evidence.
    /// Less evidence never makes it smaller.
    /// </summary>
    public double VarianceOf(UnitTraits unit) => (Spread * Spread) + Terms.GroupBy(term => term.Factor).Sum(terms => Doubt(unit, terms.Key, [.. terms]));

    private static double Doubt(UnitTraits unit, PriceFactor factor, PriceTerm[] terms)
    {
        if (factor is PriceFactor.Brand or PriceFactor.Market)
        {
            return 0;
        }

        var unknown = terms.Sum(term => Math.Abs(term.Coefficient) * term.Spread);
        return unit.Of(factor) is { } known ? EvidenceDoubt.Of(known.Basis) : EvidenceDoubt.Unknown + (unknown * unknown);
    }

    private DateTimeOffset InTime(DateTimeOffset at) => at < Until ? at : Until;
}

/// <summary>Variance that weak evidence adds, constants of the method: the sales themselves were made on declared facts, so they are small.</summary>
internal static class EvidenceDoubt
{
    public const double Unknown = 0.006;

    public static double Of(FactBasis basis) => basis switch
    {
        FactBasis.Stated => 0.004,
        FactBasis.Act => 0.001,
    };
}
