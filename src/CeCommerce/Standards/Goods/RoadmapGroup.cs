using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>A group of goods over which the reuse market is counted (環境省「リユース等の促進に関するロードマップ」), as dated data.</summary>
/// <param name="Goods">Category codes.</param>
/// <param name="ValidTo">First day on which it no longer is counted so; null: open.</param>
internal sealed record RoadmapGroup(string Code, LocalText Name, IReadOnlyList<string> Goods, DateOnly? ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool Covers(string category, DateOnly day) =>
        Goods.Contains(category) && (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}

/// <summary>The groups of the roadmap; none until their names are supplied in <c>Goods/roadmap-groups.json</c>.</summary>
internal static class RoadmapGroups
{
    public static IReadOnlyList<RoadmapGroup> All { get; } = Read(OwnFiles.Json("Goods", "roadmap-groups.json"));

    internal static IReadOnlyList<RoadmapGroup> Read(JsonDocument file)
    {
        using (file)
        {
            return [.. file.RootElement.GetProperty("groups").EnumerateArray().Select(GroupOf)];
        }
    }

    private static RoadmapGroup GroupOf(JsonElement row) => new(
        TextOf(row, "code"), new(TextOf(row, "nameJa"), TextOf(row, "nameEn")), [.. row.GetProperty("goods").EnumerateArray().Select(GoodsOf)],
        DayOf(row, "validFrom"), DayOf(row, "validTo"), TextOf(row, "source"));

    private static string GoodsOf(JsonElement code) => ProductCategories.TryGet(code.GetString(), out var goods)
        ? goods.Code
        : throw new InvalidOperationException($"roadmap-groups.json: '{code}' is no kind of goods.");

    private static string TextOf(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static DateOnly? DayOf(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.String } day ? DateOnly.ParseExact(day.GetString()!, "O", System.Globalization.CultureInfo.InvariantCulture) : null;
}
