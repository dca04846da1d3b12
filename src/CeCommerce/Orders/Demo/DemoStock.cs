using System.Globalization;
using CeCommerce.Listings.Demo;
using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Orders.Demo;

/// <summary>Which units the demo operators had in the year: those that they have today in other numbers, and a few more.</summary>
internal static class DemoStock
{
    private const string Refurbisher = DemoOperators.Refurbisher;

    private static readonly DemoUnit[] Further =
    [
        new(Refurbisher, "", "refrigerator", "冷蔵庫 3ドア 300L", "KR-30E", ListingKind.Refurbished, 45_800, [.. DemoUnits.Electrical(2021), .. DemoUnits.TakenBack], ["冷蔵 24時間", "製氷", "絶縁抵抗"])
        {
            Repaired = ("扉のパッキンを交換", "扉パッキン"),
        },
        new(Refurbisher, "", "metal_desk", "スチール事務机 幅1000", "KD-10E", ListingKind.Reuse, 9_800, DemoUnits.Furniture("幅1000×奥行700×高さ700mm"), ["荷重", "引出しの動き", "施錠"]),
        new(Refurbisher, "", "swivel_chair", "回転いす 肘なし", "KC-70E", ListingKind.Reuse, 5_400, DemoUnits.Furniture("幅550×奥行550×高さ900mm"), ["荷重", "昇降", "キャスター"]),
    ];

    /// <summary>Sold by the refurbisher after its workshop was at them.</summary>
    public static IReadOnlyList<DemoUnit> ForSale { get; } = [.. DemoUnits.All.Where(unit => unit.Owner == Refurbisher), .. Further];

    public static IReadOnlyList<DemoUnit> ForLease { get; } = [.. DemoUnits.All.Where(unit => unit.Owner == DemoOperators.Rental)];

    /// <summary>Older than what is sold without a waiver.</summary>
    public static DemoUnit Old { get; } = ForSale.First(unit => unit.Category == "washing_machine") with
    {
        SourceId = $"{DemoUnits.OfTheYear}OLD",
        Title = "全自動洗濯機 4.5kg 2008年製",
        Model = "KW-45V",
        Yen = 12_800,
        Facts = [.. DemoUnits.Electrical(2008), .. DemoUnits.TakenBack],
    };

    /// <summary>Of a model that a recall names later.</summary>
    public static DemoUnit Recalled(int number) => ForSale.First(unit => unit.Category == "washing_machine") with
    {
        SourceId = $"{DemoUnits.OfTheYear}RECALL-{number}",
        Title = "全自動洗濯機 6kg",
        Model = "KW-60X",
        Yen = 26_800,
    };

    /// <param name="number">From 0 on; the same number gives the same unit.</param>
    public static DemoUnit Of(IReadOnlyList<DemoUnit> stock, string series, int number)
    {
        var (like, round) = (stock[number % stock.Count], number / stock.Count);
        return like with
        {
            SourceId = string.Create(CultureInfo.InvariantCulture, $"{DemoUnits.OfTheYear}{series}{number + 1:00}"),
            Model = $"{like.Model}{round + 2}",
            Yen = like.Yen + (round * 100) - (like.Yen / 50 * (number % 3)),
        };
    }
}
