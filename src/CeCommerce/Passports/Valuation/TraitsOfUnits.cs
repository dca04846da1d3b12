using CeCommerce.Items;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Passports.Valuation;

/// <summary>What of a unit's record prices follow.</summary>
internal static class TraitsOfUnits
{
    private const double DaysOfYear = 365.25;

    public static UnitTraits TraitsAt(this PastItem unit, DateTimeOffset at)
    {
        var (model, condition, facts) = (unit.Description.Model, unit.Description.Condition, unit.Description.Facts);
        return new()
        {
            // Of a year only the year is known: the middle of it is the least wrong.
            Age = Number(FactCode.ManufactureYear, year => Math.Max(0, (at - new DateTimeOffset((int)year, 7, 1, 0, 0, 0, TimeSpan.Zero)).TotalDays / DaysOfYear)),
            Usage = Number(FactCode.PageCounter, pages => pages),
            Health = Number(FactCode.BatteryCapacity, percent => percent / 100.0),
            Grade = condition.Cosmetic is { } grade ? new((int)grade, unit.Found?.Condition?.Cosmetic is null ? FactBasis.Stated : FactBasis.Act) : null,
            Brand = Folded(model.Brand),
        };

        Known? Number(FactCode code, Func<long, double> value) => facts.TryGet(code, out var fact)
            ? new(value(fact.Number), unit.Found?.Gave(fact) == true ? FactBasis.Act : FactBasis.Stated)
            : null;
    }

    /// <summary>What two units of one model have in common however they are spelled; null: a one-off.</summary>
    public static string? Key(this ProductModel model) =>
        Folded(model.Brand) is { } brand && Folded(model.ModelNumber) is { } number ? $"{brand}/{number}" : model.Gtin?.PadLeft(14, '0');

    /// <summary>The key is cut at a number of characters; half of one cannot be stored.</summary>
    private static string? Folded(string? text) => RecallKey.Of(text) switch
    {
        "" => null,
        [.. var whole, var last] when char.IsHighSurrogate(last) => whole.Length == 0 ? null : whole,
        var key => key,
    };
}
