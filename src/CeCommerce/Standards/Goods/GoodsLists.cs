using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>The lists of goods that rules refer to; who is on them is dated data in <c>Goods/goods-lists.json</c>.</summary>
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
}

/// <summary>Goods that are on a list between two days.</summary>
/// <param name="Goods">Category codes.</param>
/// <param name="Groups">Whole product groups.</param>
/// <param name="ValidTo">First day no longer on the list; null: open.</param>
public sealed record GoodsEntry(GoodsList List, IReadOnlyList<string> Goods, IReadOnlyList<string> Groups, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool Covers(ProductCategory category, DateOnly day) =>
        (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo) && (Goods.Contains(category.Code) || Groups.Contains(category.Group.Code));
}

/// <summary>Operator types that take used goods from others and so need a permit (古物営業法 2(2), 3).</summary>
public sealed record OperatorEntry(IReadOnlyList<OperatorType> Types, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}

/// <summary>The dated lists of one pack.</summary>
public sealed class GoodsLists
{
    private readonly Dictionary<GoodsList, LocalText> _names = [];

    private GoodsLists(JsonElement root)
    {
        Entries = [.. root.GetProperty("lists").EnumerateArray().SelectMany(ReadList)];
        KobutsuOperators = [.. root.GetProperty("kobutsuOperators").EnumerateArray().Select(ReadOperators)];
    }

    public static GoodsLists Current { get; } = Load();

    public IReadOnlyList<GoodsEntry> Entries { get; }

    public IReadOnlyList<OperatorEntry> KobutsuOperators { get; }

    public LocalText NameOf(GoodsList list) => _names[list];

    /// <summary>snake_case, as the data file calls it: <c>pse_goods</c>.</summary>
    public static string CodeOf(GoodsList list) => JsonNamingPolicy.SnakeCaseLower.ConvertName(list.ToString());

    public bool TakesKobutsu(OperatorType type, DateOnly day) => KobutsuOperators.Any(entry => entry.HoldsOn(day) && entry.Types.Contains(type));

    public bool Contains(GoodsList list, ProductCategory category, DateOnly day) => Entries.Any(entry => entry.List == list && entry.Covers(category, day));

    /// <summary>Reads lists of the same shape as the embedded file.</summary>
    internal static GoodsLists Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement);
    }

    private static GoodsLists Load()
    {
        using var document = OwnFiles.Json("Goods", "goods-lists.json");
        return new(document.RootElement);
    }

    private IEnumerable<GoodsEntry> ReadList(JsonElement list)
    {
        var code = list.GetProperty("list").GetString()!;
        var key = Enum.GetValues<GoodsList>().First(one => CodeOf(one) == code);
        _names[key] = new(list.GetProperty("nameJa").GetString()!, list.GetProperty("nameEn").GetString()!);
        return list.GetProperty("entries").EnumerateArray().Select(entry => new GoodsEntry(
            key, Words(entry, "goods"), Words(entry, "groups"), Day(entry, "validFrom"), Day(entry, "validTo"), entry.GetProperty("source").GetString()!));
    }

    private static OperatorEntry ReadOperators(JsonElement entry) => new(
        [.. Words(entry, "types").Select(word => Terms<OperatorType>.All.First(term => term.Code == word).Value)],
        Day(entry, "validFrom"),
        Day(entry, "validTo"),
        entry.GetProperty("source").GetString()!);

    private static string[] Words(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var words) ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : [];

    private static DateOnly? Day(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var day) && day.GetString() is { } text ? DateOnly.ParseExact(text, "O", System.Globalization.CultureInfo.InvariantCulture) : null;
}
