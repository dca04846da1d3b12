using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;

namespace CeCommerce.Import.Mapping;

/// <summary>Finds the mapping's columns among the file's.</summary>
internal static class ColumnBinding
{
    /// <summary>Each column of the mapping with its place in the file, −1 where only its constant counts.</summary>
    public static Outcome<List<(StockColumn Column, int At)>> Of(IReadOnlyList<string> found, StockMapping mapping)
    {
        var places = found.Select((name, at) => (Key: StockMapping.Key(name), At: at)).ToLookup(pair => pair.Key, pair => pair.At);
        string[] missing = [.. Wanted(mapping).Where(column => !column.Optional && !places.Contains(StockMapping.Key(column.Column!))).Select(column => column.Column!).Distinct()];
        if (missing.Length > 0)
            return new StockColumnsUnknown(missing, [.. found.Take(200).Select(name => ShownValue.Storable(name.Length <= 60 ? name : name[..60] + "…"))]);
        string[] doubled = [.. Wanted(mapping).Where(column => places[StockMapping.Key(column.Column!)].Skip(1).Any()).Select(column => column.Column!).Distinct()];
        if (doubled.Length > 0)
            return new StockColumnsDuplicated(doubled);
        return mapping.Columns.Select(column => (column, Place(column))).ToList();

        int Place(StockColumn column) => column.Column is { } name && places.Contains(StockMapping.Key(name)) ? places[StockMapping.Key(name)].First() : -1;
    }

    public static IReadOnlyList<string> Unused(IReadOnlyList<string> found, List<(StockColumn Column, int At)> columns)
    {
        var used = columns.Select(pair => pair.At).ToHashSet();
        return [.. found.Where((name, at) => !used.Contains(at) && name.Length > 0)];
    }

    public static ImportFinding UnusedFinding(IReadOnlyList<string> unused)
    {
        var names = string.Join(", ", unused.Take(50).Select(name => ShownValue.Of(name)));
        return new("ITEM-COLUMN", ImportSeverity.Info, "", "",
            new($"対応表が使わない列: {names}", $"Columns that the mapping does not use: {names}"),
            new("取り込みたい列なら対応表に加えてください。", "Add them to the mapping if they should be imported."));
    }

    private static IEnumerable<StockColumn> Wanted(StockMapping mapping) => mapping.Columns.Where(column => column.Column is not null);
}
