using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CeCommerce.Import.Reading;
using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Turns the JSON of a mapping file into a <see cref="StockMapping"/>.</summary>
internal static class StockMappingReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };
    private static readonly string[] Members = ["$schema", "format", "encoding", "delimiter", "columns", "constants"];
    private static readonly string[] Sections = ["columns", "constants"];
    private static readonly LocalText NotAnObject = new("オブジェクトではありません。", "It is not an object.");
    private static readonly string[] ColumnMembers = ["column", "values", "unit", "optional"];
    private static readonly string[] Required = ["sourceId", "category", "kind"];

    public static Outcome<StockMapping> Read(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            json = json[3..];
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return ReadRoot(document.RootElement);
        }
        catch (JsonException broken)
        {
            return new StockMappingUnreadable($"{(broken.LineNumber ?? 0) + 1}:{(broken.BytePositionInLine ?? 0) + 1}", new("JSON として正しくありません。", "This is not JSON."));
        }
        catch (InvalidOperationException)
        {
            return new StockMappingUnreadable("$", new("文字列が壊れています。", "A text holds half a character."));
        }
    }

    private static Outcome<StockMapping> ReadRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new StockMappingUnreadable("$", NotAnObject);
        foreach (var member in root.EnumerateObject().Where(member => !Members.Contains(member.Name, StringComparer.Ordinal)))
            return new StockMappingUnreadable(Shown(member.Name), OneOf(Members));
        var format = Word(root, "format");
        if (format is not ("auto" or "csv" or "ndjson"))
            return new StockMappingUnreadable("format", OneOf("auto", "csv", "ndjson"));
        if (!StockEncoding.TryFind(Word(root, "encoding"), out var encoding))
            return new StockMappingUnreadable("encoding", OneOf([.. StockEncoding.KnownNames]));
        if (!IsDelimiter(Word(root, "delimiter"), out var delimiter))
            return new StockMappingUnreadable("delimiter", OneOf("auto", "\",\"", "\";\"", "\"\\t\""));
        if (Sections.FirstOrDefault(name => root.TryGetProperty(name, out var section) && section.ValueKind != JsonValueKind.Object) is { } shapeless)
            return new StockMappingUnreadable(shapeless, NotAnObject);
        var columns = ReadColumns(root);
        return columns.Try(out var list, out var error)
            ? new StockMapping(format == "auto" ? null : format == "ndjson", encoding, delimiter, list)
            : Outcome<StockMapping>.Refused(error);
    }

    private static string Word(JsonElement root, string name) => !root.TryGetProperty(name, out var value) ? "auto"
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool IsDelimiter(string word, out char? delimiter)
    {
        delimiter = word is "," or ";" or "\t" ? word[0] : word == "tab" ? '\t' : null;
        return delimiter is not null || word == "auto";
    }

    private static Outcome<List<StockColumn>> ReadColumns(JsonElement root)
    {
        var columns = new Dictionary<string, StockColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in Section(root, "columns"))
        {
            if (!StockTargets.TryFind(member.Name, out var target))
                return new StockTargetUnknown(Shown(member.Name), StockTargets.Nearest(member.Name));
            if (!columns.TryAdd(target.Name, ColumnOf(target, member.Value) is { } column ? column : new(target, null, null, null, default, false)))
                return new StockMappingUnreadable(Shown(member.Name), new("二度書かれています。", "It is written twice."));
            if (columns[target.Name].Column is null)
                return new StockMappingUnreadable(Shown(member.Name), new("列名か {\"column\", \"values\", \"unit\", \"optional\"} の形にしてください。列名に制御文字は使えません。", "It must be a column name or {\"column\", \"values\", \"unit\", \"optional\"}; a column name has no control characters."));
        }

        foreach (var member in Section(root, "constants"))
        {
            if (!StockTargets.TryFind(member.Name, out var target))
                return new StockTargetUnknown(Shown(member.Name), StockTargets.Nearest(member.Name));
            if (TextOf(member.Value) is not { } constant)
                return new StockMappingUnreadable(Shown(member.Name), new("文字列・数・真偽値のどれかにしてください。制御文字は使えません。", "It must be a text without control characters, a number or a boolean."));
            if (ConstantFault(target, constant) is { } fault and not ReadFault.None)
                return new StockMappingUnreadable(Shown(member.Name), FaultTexts.Message(fault, target.Name, Shown(constant)));
            columns[target.Name] = columns.TryGetValue(target.Name, out var known) ? known with { Constant = constant } : new(target, null, constant, null, default, true);
        }

        string[] missing = [.. Required.Where(name => !columns.ContainsKey(name))];
        return missing.Length > 0 ? new StockTargetsMissing(missing) : columns.Values.ToList();
    }

    private static JsonProperty[] Section(JsonElement root, string name) =>
        root.TryGetProperty(name, out var section) ? [.. section.EnumerateObject()] : [];

    private static StockColumn? ColumnOf(StockTarget target, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return new(target, TextOf(value), null, null, default, false);
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(member => !ColumnMembers.Contains(member.Name, StringComparer.Ordinal)))
            return null;
        if (!value.TryGetProperty("column", out var column) || column.ValueKind != JsonValueKind.String || !UnitOf(value, out var unit))
            return null;
        var words = WordsOf(value, out var readable);
        var optional = value.TryGetProperty("optional", out var flag) && flag.ValueKind == JsonValueKind.True;
        return readable ? new(target, TextOf(column), null, words, unit, optional) : null;
    }

    private static bool UnitOf(JsonElement value, out WeightUnit unit)
    {
        unit = WeightUnit.Unstated;
        if (!value.TryGetProperty("unit", out var word))
            return true;
        unit = word.ValueKind != JsonValueKind.String ? default : word.GetString() switch { "kg" => WeightUnit.Kilogram, "g" => WeightUnit.Gram, _ => default };
        return unit != WeightUnit.Unstated;
    }

    private static FrozenDictionary<string, string>? WordsOf(JsonElement value, out bool readable)
    {
        readable = true;
        if (!value.TryGetProperty("values", out var values))
            return null;
        readable = values.ValueKind == JsonValueKind.Object && values.EnumerateObject().All(member => TextOf(member.Value) is not null);
        return readable
            ? values.EnumerateObject().DistinctBy(member => StockMapping.Key(member.Name)).ToFrozenDictionary(member => StockMapping.Key(member.Name), member => TextOf(member.Value)!)
            : null;
    }

    private static ReadFault ConstantFault(StockTarget target, string constant) =>
        target.Reader(WeightUnit.Gram)(new StockRowDraft(DateOnly.MaxValue), constant) is var fault and not ReadFault.Empty ? fault : ReadFault.None;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        // A row would carry it into the database, which cannot hold control characters.
        JsonValueKind.String => value.GetString() is { } text && PlainText.IsStorable(text) ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static LocalText OneOf(params string[] known) => new($"使えるのは {string.Join(", ", known)} です。", $"It must be one of {string.Join(", ", known)}.");

    private static string Shown(string text) => ShownValue.Storable(text.Length <= 60 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 60)}…"));
}
