using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>What of a report a line says.</summary>
internal enum ReportArea
{
    Format,

    /// <summary>What the report is about: operator, period, as-of instant, feed position, factors.</summary>
    Scope,

    Edition,
    Pack,

    /// <summary>What was read.</summary>
    Input,

    /// <summary>Titles, formulas, sources, cautions, notes, cells that are no figures.</summary>
    Wording,

    Figure,
}

/// <summary>One thing that a report says.</summary>
/// <param name="Key">Unique in the report.</param>
/// <param name="Number">Of the section, table, row or cell; null for what has none.</param>
internal sealed record ReportLine(ReportArea Area, string Key, string? Number, LocalText Place, LocalText Value);

/// <summary>A report taken apart into everything that it says, so that two can be held against each other.</summary>
internal static class ReportLines
{
    public static IEnumerable<ReportLine> Of(ReportDocument document) => About(document).Concat(document.Sections.SelectMany(section => Of(section)));

    private static IEnumerable<ReportLine> About(ReportDocument document) =>
    [
        Line(ReportArea.Format, "format", new("形式", "Format"), document.Format),
        .. Of(document.Scope),
        Line(ReportArea.Edition, "edition", new("規則の版", "Edition of the rules"), document.Edition),
        .. document.Packs.Select(pack => Line(ReportArea.Pack, $"pack/{pack.Code}", new($"規則パック {pack.Code}", $"Pack {pack.Code}"), pack.Version)),
        .. document.Inputs.Select(input => Line(ReportArea.Input, $"input/{input.Name}", new($"入力 {input.Name}", $"Input {input.Name}"), Text($"{input.Rows} / {input.Digest}"))),
    ];

    private static IEnumerable<ReportLine> Of(ReportSection section)
    {
        var number = section.Number.ToString(CultureInfo.InvariantCulture);
        yield return new(ReportArea.Wording, $"section/{number}", number, Names.Section, Coded(section.Code, section.Title));
        foreach (var (at, note) in section.Notes.Index())
        {
            yield return new(ReportArea.Wording, Text($"note/{number}/{at}"), number, Under(section.Title, Names.Note), note);
        }

        foreach (var line in section.Tables.SelectMany(table => Of(table, Under(section.Title, table.Title))))
        {
            yield return line;
        }
    }

    private static IEnumerable<ReportLine> Of(ReportTable table, LocalText place) =>
        Words(table, place).Concat(table.Rows.SelectMany((row, at) => Of(table, row, Text($"{table.Number}.{at + 1}"), Under(place, row.Title))));

    private static IEnumerable<ReportLine> Words(ReportTable table, LocalText place)
    {
        (string Key, LocalText Name, LocalText? Value)[] words =
        [
            ("title", Names.Table, Coded(table.Code, table.Title)), ("formula", Names.Formula, table.Formula), ("source", Names.Source, table.Source), ("caution", Names.Caution, table.Caution),
            ("empty", Names.Empty, table.Empty), ("row_title", Names.RowTitle, table.RowTitle), ("chart", Names.Chart, table.Chart is { } chart ? Same(chart.ToString()) : null),
        ];
        return words.Where(word => word.Value is not null)
            .Select(word => new ReportLine(ReportArea.Wording, $"table/{table.Number}/{word.Key}", table.Number, Under(place, word.Name), word.Value!))
            .Concat(table.Columns.Select((column, at) => new ReportLine(
                ReportArea.Wording, Text($"column/{table.Number}/{at}"), table.Number, Under(place, Names.Column), Under(Coded(column.Code, column.Title), Same(column.Unit.ToString())))));
    }

    private static IEnumerable<ReportLine> Of(ReportTable table, ReportRow row, string number, LocalText place)
    {
        yield return new(ReportArea.Wording, $"row/{number}", number, place, Coded(row.Code, row.Title));
        foreach (var (at, (cell, column)) in row.Cells.Zip(table.Columns).Index())
        {
            var key = Text($"{number}.{at + 1}");
            yield return new(cell.Figure is null ? ReportArea.Wording : ReportArea.Figure, $"cell/{key}", key, Under(place, column.Title), Of(cell, column.Unit));
        }
    }

    private static IEnumerable<ReportLine> Of(ReportScope scope) =>
    [
        Line(ReportArea.Scope, "scope/kind", new("報告書の種類", "Kind of report"), scope.Kind.ToString()),
        Line(ReportArea.Scope, "scope/operator", new("事業者ID", "Operator's id"), scope.OperatorId ?? ""),
        Line(ReportArea.Scope, "scope/name", new("名称", "Name"), scope.Name),
        Line(ReportArea.Scope, "scope/from", new("期間の初日", "First day of the period"), ReportText.Of(scope.From)),
        Line(ReportArea.Scope, "scope/to", new("期間の末日", "Last day of the period"), ReportText.Of(scope.To)),
        Line(ReportArea.Scope, "scope/as_of", new("基準時点", "As of"), scope.AsOf.ToString("O", CultureInfo.InvariantCulture)),
        Line(ReportArea.Scope, "scope/feed_position", new("イベント記録の位置", "Feed position"), scope.FeedPosition.ToString(CultureInfo.InvariantCulture)),
        .. scope.Factors.Select((factor, at) => Line(
            ReportArea.Scope, Text($"scope/factor/{at}"), new($"CO2係数 {factor.Category}", $"CO2 factor {factor.Category}"), Text($"{factor.Category} / {factor.Grams} g / {factor.DisplacedPermille} ‰ / {factor.Source}"))),
    ];

    private static LocalText Of(ReportCell cell, ReportUnit unit) => cell.Figure is { Missing: { } reason }
        ? new($"{ReportText.NotRecorded.Ja}({reason.Ja})", $"{ReportText.NotRecorded.En} ({reason.En})")
        : new(ReportText.Of(cell, unit, Language.Ja), ReportText.Of(cell, unit, Language.En));

    private static ReportLine Line(ReportArea area, string key, LocalText place, string value) => new(area, key, null, place, Same(value));

    private static LocalText Same(string value) => new(value, value);

    private static LocalText Coded(string code, LocalText title) => Under(Same(code), title);

    private static LocalText Under(LocalText above, LocalText below) => new($"{above.Ja} / {below.Ja}", $"{above.En} / {below.En}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static class Names
    {
        public static readonly LocalText Section = new("章", "Section"), Note = new("注記", "Note"), Table = new("表題", "Title"), Formula = new("計算方法", "Formula"), Source = new("出典", "Source"),
            Caution = new("注意", "Caution"), Empty = new("空のときの文", "Sentence for empty"), RowTitle = new("行の見出し", "Title of the rows"), Chart = new("図", "Chart"), Column = new("列", "Column");
    }
}
