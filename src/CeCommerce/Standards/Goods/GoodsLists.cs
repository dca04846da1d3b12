using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>The lists of goods that rules refer to; who is on them is dated data, the pack <c>goods-lists</c>.</summary>
public enum GoodsList
{
    PseGoods,
    PseChargerGoods,
    PseUnverifiedGoods,
    LithiumBatteries,
    AgeLabelGoods,
    OldAgeLimitedGoods,
    BatteryBuiltIn,
    DataBearing,
    RecallChecked,
    ManualExpected,
    SerialExpected,
    Phones,
    WornGoods,
    UnitAirConditioners,
    Televisions,
    ElectricRefrigerators,
    ElectricWashingMachines,
    MetalStorageFurniture,
    MetalShelves,
    MetalOfficeDesks,
    SwivelChairs,
    MonochromeCopiers,
    PscGoods,
    Toys,
    InfantBeds,
    SpecialMaintenanceGoods,
    TakeBackAppliances,
    OfficeFurniture,
    CountedOfficeMachines,
    AlwaysVerifiedGoods,
    HomePurchaseExcludedGoods,
    SelfCollectionGoods,
}

/// <summary>Goods that are on a list between two days.</summary>
/// <param name="Goods">Category codes.</param>
/// <param name="Groups">Whole product groups.</param>
/// <param name="ValidTo">First day no longer on the list; null: open.</param>
public sealed record GoodsEntry(GoodsList List, IReadOnlyList<string> Goods, IReadOnlyList<string> Groups, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool Covers(ProductCategory category, DateOnly day) =>
        (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo) && Names(category);

    internal bool Names(ProductCategory category) => Goods.Contains(category.Code) || Groups.Contains(category.Group.Code);
}

/// <summary>Goods that belong to a category of a dealer's permit (古物営業法施行規則 2) between two days.</summary>
/// <param name="Goods">Category codes.</param>
/// <param name="Groups">Whole product groups.</param>
/// <param name="ValidTo">First day no longer in it; null: open.</param>
public sealed record KobutsuEntry(KobutsuCategory Category, IReadOnlyList<string> Goods, IReadOnlyList<string> Groups, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    internal bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);

    internal bool Names(ProductCategory category) => Goods.Contains(category.Code) || Groups.Contains(category.Group.Code);
}

/// <summary>Operator types that take used goods from others and so need a permit (古物営業法 2(2), 3).</summary>
public sealed record OperatorEntry(IReadOnlyList<OperatorType> Types, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}

/// <summary>The dated lists of one edition.</summary>
public sealed class GoodsLists
{
    private readonly IReadOnlyDictionary<GoodsList, LocalText> _names;

    internal GoodsLists(IReadOnlyDictionary<GoodsList, LocalText> names, IReadOnlyList<GoodsEntry> entries, IReadOnlyList<OperatorEntry> kobutsuOperators) =>
        (_names, Entries, KobutsuOperators) = (names, entries, kobutsuOperators);

    /// <summary>Which lists there are; an older file lacks those that came later.</summary>
    public IEnumerable<GoodsList> All => _names.Keys.Order();

    public IReadOnlyList<GoodsEntry> Entries { get; }

    public IReadOnlyList<OperatorEntry> KobutsuOperators { get; }

    /// <summary>None in files from before they were part of the lists.</summary>
    public IReadOnlyList<KobutsuEntry> KobutsuGoods { get; internal init; } = [];

    public LocalText NameOf(GoodsList list) => _names[list];

    /// <summary>snake_case, as the data file calls it: <c>pse_goods</c>.</summary>
    public static string CodeOf(GoodsList list) => JsonNamingPolicy.SnakeCaseLower.ConvertName(list.ToString());

    public bool TakesKobutsu(OperatorType type, DateOnly day) => KobutsuOperators.Any(entry => entry.HoldsOn(day) && entry.Types.Contains(type));

    public bool Contains(GoodsList list, ProductCategory category, DateOnly day) => Entries.Any(entry => entry.List == list && entry.Covers(category, day));

    /// <summary>The category of a dealer's permit (古物営業法 5(1)iii). Files from before say nothing of goods that came later; then the product's own say it.</summary>
    public KobutsuCategory KobutsuOf(ProductCategory category, DateOnly day) =>
        (EntryOf(category, day) ?? RuleEdition.Current.Goods.EntryOf(category, day))?.Category
        ?? throw new InvalidOperationException($"{category.Code} is in no category of second-hand goods.");

    /// <summary>The same by the code of the goods; null when the catalogue does not know them.</summary>
    internal KobutsuCategory? KobutsuOf(string? category, DateOnly day) => ProductCategories.TryGet(category, out var goods) ? KobutsuOf(goods, day) : null;

    private KobutsuEntry? EntryOf(ProductCategory category, DateOnly day) => KobutsuGoods.FirstOrDefault(entry => entry.HoldsOn(day) && entry.Names(category));

    internal bool Has(GoodsList list) => _names.ContainsKey(list);
}
