using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Listings.Demo;

/// <summary>What the demo operators lease and repair: every one of the nine product groups (資源有効利用促進法 18, 26) at least once.</summary>
internal static class DemoUnits
{
    /// <summary>How the numbers begin of what the operators did in the year before.</summary>
    public const string OfTheYear = "YEAR-";

    private const string Rental = DemoOperators.Rental;
    private const string Refurbisher = DemoOperators.Refurbisher;

    private static readonly (FactCode Code, string Value)[] Copier =
    [
        (FactCode.ColourCopies, "false"), (FactCode.DryElectrostatic, "true"), (FactCode.CopiesPerMinute, "40"), (FactCode.CopiesA2, "false"),
        (FactCode.RecordsPersonalData, "true"), (FactCode.PageCounter, "42000"), (FactCode.ConsumablesState, "トナー・ドラムとも交換時期前"),
    ];

    // 特定家庭用機器再商品化法 9 to 13: told by whoever sells one of the four appliances, not by a lessor.
    public static readonly (FactCode Code, string Value)[] TakenBack =
        [(FactCode.TakeBackOffered, "true"), (FactCode.CollectionFee, "3300"), (FactCode.RecyclingFeeInfo, "家電リサイクル券センターの料金一覧のとおり")];

    public static IReadOnlyList<DemoUnit> All { get; } =
    [
        new(Rental, "LEASE-1", "refrigerator", "冷蔵庫 2ドア 140L", "KR-14R", ListingKind.Sharing, 2_400, Electrical(2024), ["冷蔵 24時間", "絶縁抵抗", "漏れ電流"])
        {
            Repaired = ("扉のパッキンを交換", "扉パッキン"),
        },
        new(
            Rental, "LEASE-2", "lcd_tv", "液晶テレビ 32型", "KT-32R", ListingKind.Sharing, 1_900,
            [.. Electrical(2024), (FactCode.RecordsPersonalData, "true")], ["受信 30分", "画面の表示むら", "絶縁抵抗"])
        {
            Erased = ErasureMethod.Clear,
        },
        new(Rental, "LEASE-3", "air_conditioner", "エアコン 6畳用", "KA-22R", ListingKind.Sharing, 2_900, [.. Electrical(2024, 10), (FactCode.PackagedType, "false")], ["冷房 30分", "暖房 30分", "絶縁抵抗"]),
        new(Rental, "LEASE-4", "metal_desk", "スチール事務机 幅1200", "KD-12R", ListingKind.Sharing, 1_200, Furniture("幅1200×奥行700×高さ700mm"), ["荷重", "引出しの動き", "がたつき"])
        {
            Repaired = ("引出しのレールを交換", "引出しレール"),
        },
        new(Rental, "LEASE-5", "swivel_chair", "回転いす 肘付き", "KC-90R", ListingKind.Sharing, 900, Furniture("幅600×奥行600×高さ950mm"), ["荷重", "昇降", "キャスター"]),
        new(Rental, "LEASE-6", "monochrome_copier", "モノクロ複写機 A3 毎分40枚", "KM-40R", ListingKind.Sharing, 9_800, [.. Electrical(2023), .. Copier], ["複写 100枚", "給紙", "絶縁抵抗"])
        {
            Repaired = ("定着ユニットを交換", "定着ユニット"),
            Erased = ErasureMethod.Purge,
        },
        new(
            Refurbisher, "REPAIR-1", "air_conditioner", "エアコン 8畳用", "KA-25E", ListingKind.Refurbished, 42_000,
            [.. Electrical(2022, 10), .. TakenBack, (FactCode.PackagedType, "false")], ["冷房 30分", "暖房 30分", "絶縁抵抗"])
        {
            Repaired = ("室内機のファンモーターを交換", "ファンモーター"),
        },
        new(
            Refurbisher, "REPAIR-2", "lcd_tv", "液晶テレビ 43型", "KT-43E", ListingKind.Refurbished, 29_800,
            [.. Electrical(2022), .. TakenBack, (FactCode.RecordsPersonalData, "true")], ["受信 30分", "画面の表示むら", "絶縁抵抗"])
        {
            Repaired = ("電源基板を交換", "電源基板"),
            Erased = ErasureMethod.Clear,
        },
        new(Refurbisher, "REPAIR-3", "washing_machine", "全自動洗濯機 8kg", "KW-80E", ListingKind.Refurbished, 38_500, [.. Electrical(2022, 7), .. TakenBack], ["洗濯・脱水 30分", "排水", "絶縁抵抗"])
        {
            Repaired = ("排水弁を交換", "排水弁"),
        },
        new(Refurbisher, "REPAIR-4", "metal_cabinet", "スチール書庫 両開き", "KS-88E", ListingKind.Refurbished, 16_800, Furniture("幅880×奥行400×高さ1850mm"), ["荷重", "扉の開閉", "施錠"])
        {
            Repaired = ("錠を交換", "シリンダー錠"),
        },
        new(Refurbisher, "REPAIR-5", "metal_shelf", "スチール棚 5段", "KL-50E", ListingKind.Refurbished, 7_800, Furniture("幅900×奥行450×高さ1800mm"), ["荷重", "ボルトの締付け", "がたつき"])
        {
            Repaired = ("棚板を1枚交換", "棚板"),
        },
        new(Refurbisher, "REPAIR-6", "monochrome_copier", "モノクロ複写機 A3 毎分35枚", "KM-35E", ListingKind.Refurbished, 128_000, [.. Electrical(2022), .. Copier], ["複写 100枚", "給紙", "絶縁抵抗"])
        {
            Repaired = ("給紙ローラーを交換", "給紙ローラー"),
            Erased = ErasureMethod.Purge,
        },
    ];

    public static (FactCode Code, string Value)[] Electrical(int year, int? standardPeriod = null)
    {
        (FactCode, string)[] read =
        [
            (FactCode.ManufactureYear, $"{year}"), (FactCode.PseMark, "ROUND"), (FactCode.PseNotifier, "Kitanami"), (FactCode.ManualProvided, "true"),
        ];
        return standardPeriod is { } years ? [.. read, (FactCode.DesignStandardUsePeriod, $"{years}")] : read;
    }

    public static (FactCode Code, string Value)[] Furniture(string dimensions) =>
        [(FactCode.Dimensions, dimensions), (FactCode.LoadTested, "true"), (FactCode.Material, "スチール"), (FactCode.ManualProvided, "true")];
}
