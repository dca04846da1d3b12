using CeCommerce.Standards;

namespace CeCommerce.Passports.Valuation;

/// <summary>A number that is known of a unit, and how well.</summary>
internal readonly record struct Known(double Value, FactBasis Basis);

/// <summary>What of a unit prices follow. What is not known is null: unknown is not zero.</summary>
internal sealed record UnitTraits
{
    /// <summary>Years since it was made.</summary>
    public Known? Age { get; init; }

    /// <summary>What its counter shows, in the unit that its category counts.</summary>
    public Known? Usage { get; init; }

    /// <summary>0 to 1; battery capacity against new.</summary>
    public Known? Health { get; init; }

    /// <summary>The number of a <see cref="CosmeticGrade"/>: the more, the worse.</summary>
    public Known? Grade { get; init; }

    public string? Brand { get; init; }

    public Known? Of(PriceFactor factor) => factor switch
    {
        PriceFactor.Age => Age,
        PriceFactor.Usage => Usage,
        PriceFactor.Health => Health,
        PriceFactor.Grade => Grade,
        PriceFactor.Brand or PriceFactor.Market or PriceFactor.SalesOfModel => null,
    };
}

/// <summary>A price that was paid for a unit, with what was known of it then.</summary>
/// <param name="Source">Who says so, once: the line of an order, the row of a file.</param>
internal sealed record PricedUnit(string Source, UnitTraits Traits, long Yen, DateTimeOffset At);
