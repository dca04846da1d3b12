namespace CeCommerce.Passports.Valuation;

/// <summary>One column of a fit.</summary>
/// <param name="Step">A grade: the column is 1 for it and for every worse one, so that one sign keeps all of them in order.</param>
/// <param name="Brand">The brand that the column is 1 for.</param>
/// <param name="Mean">Of the sales where it is known; what is unknown of a unit counts as this.</param>
/// <param name="Spread">Standard deviation of the same.</param>
internal sealed record PriceTerm(PriceFactor Factor, int? Step, string? Brand, double Coefficient, double Mean, double Spread)
{
    private const double DaysOfMonth = 30.4375;

    private static readonly DateTimeOffset FirstMonth = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What it adds to the logarithm of the price. The reference is a new unit that is average in all else.</summary>
    public double LogOf(UnitTraits unit, DateTimeOffset at) => Coefficient * Distance(unit, at);

    /// <summary>From the reference: what stands in its column.</summary>
    public double Distance(UnitTraits unit, DateTimeOffset at) => (Value(unit, at) ?? Mean) - (Factor == PriceFactor.Age ? 0 : Mean);

    /// <summary>Null: not known of the unit.</summary>
    public double? Value(UnitTraits unit, DateTimeOffset at) => Factor switch
    {
        PriceFactor.Age => unit.Age?.Value,
        PriceFactor.Usage => unit.Usage is { } usage ? Math.Log(1 + usage.Value) : null,
        PriceFactor.Health => unit.Health?.Value,
        PriceFactor.Grade => unit.Grade is { } grade ? OneIf(grade.Value >= Step) : null,
        PriceFactor.Brand => unit.Brand is { } brand ? OneIf(brand == Brand) : null,
        PriceFactor.Market => (at - FirstMonth).TotalDays / DaysOfMonth,
        PriceFactor.SalesOfModel => null,
    };

    /// <summary>Whether it says what cannot be: that wear or age makes a thing dearer, or health cheaper.</summary>
    internal bool Offends => Factor switch
    {
        PriceFactor.Age or PriceFactor.Usage or PriceFactor.Grade => Coefficient > 0,
        PriceFactor.Health => Coefficient < 0,
        PriceFactor.Brand or PriceFactor.Market or PriceFactor.SalesOfModel => false,
    };

    private static double OneIf(bool holds) => holds ? 1 : 0;
}
