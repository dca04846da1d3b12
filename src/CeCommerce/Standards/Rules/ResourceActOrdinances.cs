using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>The nine ordinances, each with the articles and the scope that its own text has.</summary>
internal static class ResourceActOrdinances
{
    public static readonly ResourceActOrdinance AirConditioners = Appliance(
        "air-conditioners", GoodsList.UnitAirConditioners, 63, 20, new("ユニット形エアコンディショナ", "unit air conditioners")) with
    {
        Scope = [ScopeQuestion.MustNot(FactCode.PackagedType)],
    };

    public static readonly ResourceActOrdinance Televisions = Appliance(
        "televisions", GoodsList.Televisions, 66, 21, new("テレビ受像機", "television sets")) with
    {
        Data = new("iv", "iv", ScopeQuestion.Must(FactCode.RecordsPersonalData)),
    };

    public static readonly ResourceActOrdinance Refrigerators = Appliance(
        "refrigerators", GoodsList.ElectricRefrigerators, 69, 23, new("電気冷蔵庫", "electric refrigerators"));

    public static readonly ResourceActOrdinance WashingMachines = Appliance(
        "washing-machines", GoodsList.ElectricWashingMachines, 70, 22, new("電気洗濯機", "electric washing machines"));

    public static readonly ResourceActOrdinance StorageFurniture = Furniture(
        "storage-furniture", GoodsList.MetalStorageFurniture, 71, 16, new("収納家具", "storage furniture"), ScopeQuestion.Must(FactCode.MadeOfMetal, "metal_cabinet"));

    public static readonly ResourceActOrdinance Shelves = Furniture(
        "shelves", GoodsList.MetalShelves, 72, 14, new("棚", "shelves"), ScopeQuestion.Must(FactCode.MadeOfMetal, "metal_shelf"));

    public static readonly ResourceActOrdinance OfficeDesks = Furniture(
        "office-desks", GoodsList.MetalOfficeDesks, 73, 13, new("事務用机", "office desks"), ScopeQuestion.Must(FactCode.MadeOfMetal, "metal_desk"));

    public static readonly ResourceActOrdinance SwivelChairs = Furniture(
        "swivel-chairs", GoodsList.SwivelChairs, 74, 15, new("回転いす", "swivel chairs"),
        ScopeQuestion.Must(FactCode.Swivels, "swivel_chair"), ScopeQuestion.Must(FactCode.MadeOfMetal));

    public static readonly ResourceActOrdinance Copiers = new(
        "copiers", GoodsList.MonochromeCopiers, 81, 24, new("複写機", "copiers"),
        new("複写機の製造等の事業を行う者の再生部品の利用の促進に関する判断の基準となるべき事項を定める省令(平成13年経済産業省令第81号)",
            "Ordinance on criteria for the use of reused parts by makers and others of copiers (METI Ordinance 81 of 2001)"))
    {
        LessorArticle = 24,
        RepairerArticle = 12,
        Scope =
        [
            ScopeQuestion.MustNot(FactCode.ColourCopies, "monochrome_copier"),
            ScopeQuestion.Must(FactCode.DryElectrostatic),
            new(FactCode.CopiesPerMinute, facts => facts.Integer(FactCode.CopiesPerMinute) is { } speed ? speed is >= 16 and < 86 : null),
            ScopeQuestion.MustNot(FactCode.CopiesA2),
        ],
        Data = new("iv", "iv"),
    };

    public static IReadOnlyList<ResourceActOrdinance> All { get; } =
        [AirConditioners, Televisions, Refrigerators, WashingMachines, StorageFurniture, Shelves, OfficeDesks, SwivelChairs, Copiers];

    public static IReadOnlyList<GoodsList> Goods { get; } = [.. All.Select(one => one.Goods)];

    private static ResourceActOrdinance Appliance(string code, GoodsList goods, int number, int amendedBy, LocalText product) =>
        new(code, goods, number, amendedBy, product, TitleOf(product, number)) { LessorArticle = 29, RepairerArticle = 14 };

    private static ResourceActOrdinance Furniture(string code, GoodsList goods, int number, int amendedBy, LocalText product, params ScopeQuestion[] scope) =>
        new(code, goods, number, amendedBy, product, TitleOf(product, number)) { LessorArticle = 23, RepairerArticle = 14, Scope = scope };

    private static LocalText TitleOf(LocalText product, int number) => new(
        $"{product.Ja}の製造等の事業を行う者の使用済物品等の発生の抑制に関する判断の基準となるべき事項を定める省令(平成13年経済産業省令第{number}号)",
        $"Ordinance on criteria for the reduction of used goods by makers and others of {product.En} (METI Ordinance {number} of 2001)");
}
