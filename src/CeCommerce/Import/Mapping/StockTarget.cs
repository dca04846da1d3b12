using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Reads one cell into the row being built; an empty cell answers <see cref="ReadFault.Empty"/>.</summary>
internal delegate ReadFault CellReader(StockRowDraft row, ReadOnlySpan<char> text);

/// <summary>Something that a column of a stock list can say.</summary>
/// <param name="Name">As written in mapping files.</param>
/// <param name="Rule">Finding that a bad value is reported under.</param>
/// <param name="Severity">What a bad value does to its row.</param>
/// <param name="Reader">Makes a reader, which may remember the words it has seen; one for each open file.</param>
internal sealed record StockTarget(string Name, string Rule, ImportSeverity Severity, Func<WeightUnit, CellReader> Reader)
{
    /// <summary>Adds its value to the digest of a row; null when facts or nothing of a row's own say it.</summary>
    public Action<RowDigest, StockRow>? Digest { get; init; }

    /// <summary>Set for targets named <c>facts.…</c>.</summary>
    public FactDefinition? Fact { get; init; }

    /// <summary>What it takes, where it counts something.</summary>
    public LocalText? Bounds { get; init; }

    /// <summary>The value tells about one unit or person and is not repeated in findings.</summary>
    public bool IsPrivate { get; init; }
}
