using CeCommerce.Standards;

namespace CeCommerce.Passports.Valuation;

/// <summary>What one thing adds to the value or takes from it, in yen.</summary>
internal readonly record struct ValueShare(PriceFactor Factor, long Yen);

/// <summary>What a unit would be worth on a day, and why. Whole yen; <c>1 ≤ Low ≤ Point ≤ High</c>.</summary>
/// <param name="Reference">A new unit that is average in all else: to it the shares add up to the point exactly.</param>
internal sealed record Estimate(PriceFit Fit, long Reference, long Point, Comparables? Comparables)
{
    /// <summary>Of a normal distribution: 80 % lie within this many standard deviations.</summary>
    private const double Eighty = 1.2816;

    /// <summary>Where the interval of 80 % begins.</summary>
    public required long Low { get; init; }

    public required long High { get; init; }

    public required IReadOnlyList<ValueShare> Shares { get; init; }

    /// <summary>What would raise it, and by how much: a new battery, the next better grade.</summary>
    public required IReadOnlyList<ValueShare> Raises { get; init; }

    public static Estimate Of(PriceFit fit, UnitTraits unit, IReadOnlyCollection<PricedUnit> ofModel, DateTimeOffset asOf)
    {
        var comparables = Comparables.Of(fit, unit, ofModel, asOf);
        var steps = Steps(fit, unit, comparables, asOf);
        var (value, reference) = (Yen(steps[^1].Logarithm), WholeYen.Worth(Math.Exp(fit.Reference)));
        var (point, width) = (WholeYen.Worth(value), Math.Exp(Eighty * Math.Sqrt(fit.VarianceOf(unit))));
        return new(fit, reference, point, comparables)
        {
            Low = WholeYen.Worth(value / width),
            High = WholeYen.Worth(value * width),
            Shares = SharesOf(fit, steps, point - reference),
            Raises = [.. Better(unit).Select(better => new ValueShare(better.By, PointOf(fit, better.Unit, ofModel, asOf) - point)).Where(raise => raise.Yen > 0)],
        };
    }

    private static long PointOf(PriceFit fit, UnitTraits unit, IReadOnlyCollection<PricedUnit> ofModel, DateTimeOffset asOf) =>
        WholeYen.Worth(Yen(Steps(fit, unit, Comparables.Of(fit, unit, ofModel, asOf), asOf)[^1].Logarithm));

    /// <summary>From the reference to the value: the logarithm after each factor.</summary>
    private static List<(PriceFactor Factor, double Logarithm)> Steps(PriceFit fit, UnitTraits unit, Comparables? comparables, DateTimeOffset asOf)
    {
        var logarithm = fit.Reference;
        List<(PriceFactor, double)> steps = [];
        foreach (var factor in Enum.GetValues<PriceFactor>().Where(factor => fit.Terms.Any(term => term.Factor == factor)))
        {
            steps.Add((factor, logarithm += fit.LogOf(factor, unit, asOf)));
        }

        var weight = comparables?.Weight ?? 0;
        steps.Add((PriceFactor.SalesOfModel, (weight * (comparables?.Logarithm ?? 0)) + ((1 - weight) * logarithm)));
        return steps;
    }

    private static ValueShare[] SharesOf(PriceFit fit, List<(PriceFactor Factor, double Logarithm)> steps, long total)
    {
        var before = steps.Select(step => step.Logarithm).Prepend(fit.Reference);
        var shares = WholeYen.Shares([.. steps.Zip(before, (step, from) => Yen(step.Logarithm) - Yen(from))], total);
        return [.. steps.Zip(shares, (step, yen) => new ValueShare(step.Factor, yen))];
    }

    private static IEnumerable<(PriceFactor By, UnitTraits Unit)> Better(UnitTraits unit)
    {
        if (unit.Health is { Value: < 1 } health)
        {
            yield return (PriceFactor.Health, unit with { Health = health with { Value = 1 } });
        }

        // No work makes a used unit an unused one.
        if (unit.Grade is { Value: > (double)CosmeticGrade.A } grade)
        {
            yield return (PriceFactor.Grade, unit with { Grade = grade with { Value = grade.Value - 1 } });
        }
    }

    private static double Yen(double logarithm) => Math.Min(Math.Exp(logarithm), WholeYen.Most);
}
