namespace CeCommerce.Passports.Valuation;

/// <summary>What a unit would be worth, and what the books of whoever bought it last here would show.</summary>
/// <param name="Estimate">Null where too few units of its kind were sold.</param>
/// <param name="BookValue">Null where it was never sold here, or the law's table does not name its kind.</param>
internal sealed record ValueOfItem(DateTimeOffset AsOf, FittedEstimate? Estimate, long? BookValue);

/// <param name="FitVersion">Of its category's fits.</param>
/// <param name="Unknown">What the fit asks and nobody knows of the unit; it widens the interval.</param>
internal sealed record FittedEstimate(Estimate Value, int FitVersion, DateTimeOffset FitMadeAt, IReadOnlyList<PriceFactor> Unknown)
{
    public static FittedEstimate Of(StoredFit fit, UnitTraits unit, IReadOnlyCollection<PricedUnit> ofModel, DateTimeOffset asOf) => new(
        Estimate.Of(fit.Content, unit, ofModel, asOf),
        fit.Version,
        fit.MadeAt,
        [.. fit.Content.Terms.Where(term => term.Value(unit, asOf) is null).Select(term => term.Factor).Distinct()]);
}
