namespace CeCommerce.Passports.Valuation;

/// <summary>Recent sales of the same model, each carried over to the unit by what the fit says about their differences.</summary>
/// <param name="Logarithm">Of their median.</param>
internal sealed record Comparables(int Count, double Logarithm)
{
    public const int Fewest = 5;

    /// <summary>How many sales of the model weigh as much as the fit of the whole category.</summary>
    private const double WeightOfFit = 10;

    public static readonly TimeSpan Window = TimeSpan.FromDays(180);

    public double Weight => Count / (Count + WeightOfFit);

    /// <summary>Null: fewer than five within the window before <paramref name="asOf"/>.</summary>
    public static Comparables? Of(PriceFit fit, UnitTraits unit, IEnumerable<PricedUnit> ofModel, DateTimeOffset asOf)
    {
        double[] carried =
        [
            .. ofModel.Where(sale => sale.At <= asOf && sale.At > asOf - Window)
                .Select(sale => Math.Log(sale.Yen) + fit.LogOf(unit, asOf) - fit.LogOf(sale.Traits, sale.At))
                .Order(),
        ];
        return carried.Length < Fewest ? null : new(carried.Length, (carried[(carried.Length - 1) / 2] + carried[carried.Length / 2]) / 2);
    }
}
