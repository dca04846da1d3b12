using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>A shelf of the catalogue: apparel, home appliances, office furniture …</summary>
/// <param name="Code">Stable, e.g. `home_appliance`.</param>
/// <param name="Name">In the language of the request.</param>
public sealed record ProductGroup(string Code, LocalText Name);

/// <summary>A kind of goods (品目), as data in <c>Goods/categories.json</c>.</summary>
/// <param name="Code">Stable, snake_case: <c>air_conditioner</c>.</param>
/// <param name="Aliases">Other Japanese words that stock lists use for it.</param>
public sealed record ProductCategory(string Code, LocalText Name, IReadOnlyList<string> Aliases, ProductGroup Group)
{
    /// <summary>Position in <see cref="ProductCategories.All"/>; rules index their tables by it.</summary>
    internal int Index { get; init; }
}

/// <summary>The catalogue of goods. Reading it costs a few milliseconds once.</summary>
public static class ProductCategories
{
    private static readonly FrozenDictionary<string, ProductCategory> Codes;
    private static readonly FrozenDictionary<string, ProductCategory> Words;

    static ProductCategories()
    {
        using var document = OwnFiles.Json("Goods", "categories.json");
        Source = document.RootElement.GetProperty("source").GetString()!;
        Groups = [.. document.RootElement.GetProperty("groups").EnumerateArray().Select(row => new ProductGroup(row.GetProperty("code").GetString()!, NameOf(row)))];
        All = [.. document.RootElement.GetProperty("categories").EnumerateArray().Select(Read)];
        Codes = All.ToFrozenDictionary(category => category.Code, StringComparer.Ordinal);
        Words = All
            .SelectMany(category => category.Aliases.Append(category.Name.Ja).Append(category.Name.En).Append(category.Code)
                .Select(word => KeyValuePair.Create(PlainText.Folded(word), category)))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static string Source { get; }

    public static IReadOnlyList<ProductGroup> Groups { get; }

    public static IReadOnlyList<ProductCategory> All { get; }

    /// <summary>By its stable code, exactly as stored.</summary>
    public static bool TryGet([NotNullWhen(true)] string? code, [NotNullWhen(true)] out ProductCategory? category)
    {
        category = code is null ? null : Codes.GetValueOrDefault(code);
        return category is not null;
    }

    /// <summary>By code, name in either language or alias, whatever the width and case of the letters: エアコン, ｴｱｺﾝ, Air Conditioner.</summary>
    public static bool TryFind([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ProductCategory? category)
    {
        category = PlainText.Folded(text) is { Length: > 0 } word ? Words.GetValueOrDefault(word) : null;
        return category is not null;
    }

    private static ProductCategory Read(JsonElement row, int index)
    {
        var group = row.GetProperty("group").GetString();
        return new(
            row.GetProperty("code").GetString()!,
            NameOf(row),
            [.. row.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()!)],
            Groups.First(one => one.Code == group))
        { Index = index };
    }

    private static LocalText NameOf(JsonElement row) => new(row.GetProperty("nameJa").GetString()!, row.GetProperty("nameEn").GetString()!);
}
