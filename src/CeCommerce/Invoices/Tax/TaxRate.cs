namespace CeCommerce.Invoices.Tax;

/// <summary>Which rate of consumption tax a line falls under.</summary>
public enum TaxClass
{
    /// <summary>標準税率.</summary>
    Standard,

    /// <summary>軽減税率.</summary>
    Reduced,
}

/// <summary>A rate of consumption tax, national and local together, and since when it holds.</summary>
/// <param name="Percent">Of the price without tax.</param>
/// <param name="From">First day on which a supply bears it.</param>
/// <param name="Source">The articles that say so.</param>
internal sealed record TaxRate(TaxClass Class, int Percent, DateOnly From, string Source);

/// <summary>The rates as dated data: a change of the law is a line here.</summary>
internal static class TaxRates
{
    private static readonly TaxRate[] All =
    [
        new(TaxClass.Standard, 10, new(2019, 10, 1), "消費税法 29 i、地方税法 72-83"),
        new(TaxClass.Reduced, 8, new(2019, 10, 1), "消費税法 29 ii、地方税法 72-83"),
    ];

    /// <summary>The rate of a supply on that day. Nothing was sold here before the first line.</summary>
    public static TaxRate On(DateOnly day, TaxClass @class) =>
        All.Where(rate => rate.Class == @class && rate.From <= day).MaxBy(rate => rate.From)
        ?? throw new InvalidOperationException($"No {@class} rate is known for {day:O}.");

    /// <summary>The class of a line by the rate that was agreed for it; what was agreed without tax bears the standard rate once its seller owes tax.</summary>
    public static TaxClass ClassOf(int agreedPercent, DateOnly agreedOn) =>
        agreedPercent == On(agreedOn, TaxClass.Reduced).Percent ? TaxClass.Reduced : TaxClass.Standard;
}
