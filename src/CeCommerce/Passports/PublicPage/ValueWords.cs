using CeCommerce.Passports.Valuation;
using CeCommerce.Platform;

namespace CeCommerce.Passports.PublicPage;

/// <summary>What moves a value, in words.</summary>
internal static class ValueWords
{
    public static LocalText Of(PriceFactor factor) => factor switch
    {
        PriceFactor.Age => new("製造からの年数", "Age"),
        PriceFactor.Usage => new("使用量", "Use"),
        PriceFactor.Health => new("電池の健全度", "Battery health"),
        PriceFactor.Grade => new("外装の等級", "Cosmetic grade"),
        PriceFactor.Brand => new("ブランド", "Brand"),
        PriceFactor.Market => new("相場の動き", "Market"),
        PriceFactor.SalesOfModel => new("同じ型の最近の販売", "Recent sales of the model"),
    };
}
