using CeCommerce.Passports.Valuation;
using CeCommerce.Standards;
using CsCheck;

namespace CeCommerce.Tests.Passports.Valuation;

/// <summary>Sales and units made up at random.</summary>
internal static class SampleSales
{
    public static readonly DateTimeOffset Today = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    public static readonly Gen<UnitTraits> Units =
        from age in Maybe(Gen.Double[0, 20])
        from usage in Maybe(Gen.Double[0, 200_000])
        from health in Maybe(Gen.Double[0, 1])
        from grade in Maybe(Gen.Int[1, 5].Select(grade => (double)grade))
        from brand in Gen.Int[0, 3].Select(index => index == 0 ? null : (string?)$"brand{index}")
        select new UnitTraits { Age = age, Usage = usage, Health = health, Grade = grade, Brand = brand };

    /// <summary>Prices that follow nothing in particular: whatever a fit makes of them, the laws of a value hold.</summary>
    public static readonly Gen<PricedUnit[]> Any = Sales(Gen.Long[1, 2_000_000]);

    public static Gen<PricedUnit[]> Sales(Gen<long> yen) =>
        from units in Gen.Select(Units, yen, Gen.Int[0, 700]).Array[10, 80]
        select units.Select((unit, index) => new PricedUnit($"file:{index}", unit.Item1, unit.Item2, Today.AddDays(-unit.Item3))).ToArray();

    private static Gen<Known?> Maybe(Gen<double> value) =>
        Gen.Select(value, Gen.Enum<FactBasis>(), Gen.Int[0, 3], (number, level, known) => known == 0 ? default(Known?) : new Known(number, level));
}
