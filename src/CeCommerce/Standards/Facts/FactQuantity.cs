namespace CeCommerce.Standards;

/// <summary>What an integer counts, where people write it in ways of its own.</summary>
public enum FactQuantity
{
    Count,

    /// <summary>A calendar year, also written as 令和4年.</summary>
    Year,

    Percent,

    /// <summary>A weight, also written in kilograms.</summary>
    Grams,
}
