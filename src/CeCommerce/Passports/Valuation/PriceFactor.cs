namespace CeCommerce.Passports.Valuation;

/// <summary>What a price follows, in the order in which a value is explained.</summary>
public enum PriceFactor
{
    /// <summary>Years since it was made.</summary>
    Age,

    /// <summary>What its counter shows.</summary>
    Usage,

    /// <summary>Battery capacity against new.</summary>
    Health,

    /// <summary>S to J.</summary>
    Grade,

    /// <summary>The maker's brand.</summary>
    Brand,

    /// <summary>How prices of its kind move.</summary>
    Market,

    /// <summary>Recent sales of the same model.</summary>
    SalesOfModel,
}
