using System.Collections.Frozen;
using System.Globalization;
using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;

namespace CeCommerce.Import.Mapping;

/// <summary>How a foreign stock list says what we want to know; read from a JSON file (described in <c>samples/README.md</c>).</summary>
public sealed class StockMapping
{
    internal StockMapping(bool? isNdjson, StockEncoding? encoding, char? delimiter, IReadOnlyList<StockColumn> columns) =>
        (IsNdjson, Encoding, Delimiter, Columns) = (isNdjson, encoding, delimiter, columns);

    /// <summary>Null: found out from the file's first character.</summary>
    internal bool? IsNdjson { get; }

    /// <summary>Null: found out from the file's first bytes.</summary>
    internal StockEncoding? Encoding { get; }

    /// <summary>Null: found out from the header row.</summary>
    internal char? Delimiter { get; }

    internal IReadOnlyList<StockColumn> Columns { get; }

    /// <summary>Reads a mapping file; whatever is wrong with it is a refusal that says where.</summary>
    public static Outcome<StockMapping> Parse(ReadOnlyMemory<byte> json) => StockMappingReader.Read(json);

    /// <summary>Column names and words are compared in this form: NFKC, without spaces and signs that nobody sees, lower case.</summary>
    internal static string Key(string name) =>
        string.Concat(NormalForm.Compatible(name).ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));
}

/// <summary>Where one target gets its text from.</summary>
/// <param name="Column">Name of the file's column; null when only the constant counts.</param>
/// <param name="Constant">Taken where the column is empty or absent.</param>
/// <param name="Words">The file's word to ours, keyed by <see cref="StockMapping.Key"/>; null where the text is taken as it is.</param>
/// <param name="Optional">The file need not have the column.</param>
internal sealed record StockColumn(StockTarget Target, string? Column, string? Constant, FrozenDictionary<string, string>? Words, WeightUnit Unit, bool Optional);
