using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Document;

/// <summary>Who a report is about.</summary>
[TermSource("Vocabulary of the product")]
public enum ReportKind
{
    [Term("事業者の報告書", "Operator's report", MeaningJa = "1事業者の基準適合の状況", MeaningEn = "how one operator stands to the standards")]
    Operator,

    [Term("取引デジタルプラットフォームの措置", "Platform's measures", MeaningJa = "取引DPF法3条の措置の開示", MeaningEn = "what the platform does under 取引DPF法 3, to be published")]
    Platform,
}

/// <summary>
/// A report as data: its canonical JSON (<see cref="CanonicalJson"/>) is the report, the other formats show it. It says nothing of when or by whom it was
/// drawn, so that whoever draws it again has the same bytes.
/// </summary>
/// <param name="Format">Name and version of this shape.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Edition">The edition of the rules that was in use at the as-of instant.</param>
/// <param name="Packs">The packs of that edition, with their versions, by code.</param>
/// <param name="Sections">In the order of their numbers, from 1.</param>
/// <param name="Inputs">What was read, by name.</param>
internal sealed record ReportDocument(
    string Format, ReportScope Scope, string Edition, IReadOnlyList<ReportedPack> Packs, IReadOnlyList<ReportSection> Sections, IReadOnlyList<ReportInput> Inputs)
{
    public const string CurrentFormat = "cecommerce-report/1";

    /// <summary>Every figure with where it stands, in order.</summary>
    public IEnumerable<PlacedFigure> Figures() =>
        from section in Sections
        from table in section.Tables
        from row in table.Rows
        from place in row.Cells.Zip(table.Columns)
        let figure = place.First.Figure
        where figure is not null
        select new PlacedFigure(section, table, row, place.Second, figure);
}

/// <summary>What a report is about; together with the formulas of the product these fix every figure.</summary>
/// <param name="OperatorId">Null for the platform's own.</param>
/// <param name="Name">As on record at the as-of instant.</param>
/// <param name="From">First day of the period, in Japan.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="AsOf">What was recorded later is left out; whole milliseconds.</param>
/// <param name="FeedPosition">So is what settled behind this line of the event log, whatever its clock said.</param>
internal sealed record ReportScope(ReportKind Kind, string? OperatorId, string Name, DateOnly From, DateOnly To, DateTimeOffset AsOf, long FeedPosition)
{
    /// <summary>The operator's factors for avoided CO2; none when it supplied none.</summary>
    public IReadOnlyList<CarbonFactor> Factors { get; init; } = [];
}

/// <summary>What the reuse of one item avoids, as the operator states it.</summary>
/// <param name="Category">Product category, e.g. <c>washing_machine</c>.</param>
/// <param name="Grams">CO2 equivalent of making one new item, in grams.</param>
/// <param name="DisplacedPermille">How many of a thousand reused items replace a new one; 1,000 is the gross figure.</param>
/// <param name="Source">Where the factor is from.</param>
internal sealed record CarbonFactor(string Category, long Grams, int DisplacedPermille, string Source);

/// <summary>A pack of rules and its version.</summary>
internal sealed record ReportedPack(string Code, string Version);

/// <summary>What was read of one kind, so that it can be told whether it is all still there.</summary>
/// <param name="Name">Of the source, e.g. <c>verdicts</c>.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Digest">SHA-256 over them in their order, 64 hex digits.</param>
internal sealed record ReportInput(string Name, long Rows, string Digest);

/// <summary>A chapter.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Code">Stable name, lower-case.</param>
/// <param name="Notes">What a reader has to know before the tables.</param>
internal sealed record ReportSection(int Number, string Code, LocalText Title, IReadOnlyList<LocalText> Notes, IReadOnlyList<ReportTable> Tables);

/// <summary>A table; every figure of a report stands in one.</summary>
/// <param name="Number">Section and table, e.g. <c>4.2</c>.</param>
/// <param name="Formula">How its figures are made.</param>
/// <param name="Source">What they are made of.</param>
/// <param name="Columns">Behind the title of the row.</param>
/// <param name="Rows">May be empty: then <paramref name="Empty"/> says what that means.</param>
internal sealed record ReportTable(
    string Number, string Code, LocalText Title, LocalText Formula, LocalText Source, LocalText Empty, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>What its figures do not say; null when there is nothing to warn of.</summary>
    public LocalText? Caution { get; init; }

    /// <summary>What the rows' titles are, e.g. "Rule".</summary>
    public required LocalText RowTitle { get; init; }

    /// <summary>How it may be drawn; null when it is not.</summary>
    public ReportChart? Chart { get; init; }
}

/// <summary>How the figures of a table may be drawn: rows are the places on the axis, columns the series.</summary>
internal enum ReportChart
{
    /// <summary>Along time, series on top of each other.</summary>
    StackedOverTime,

    /// <summary>A bar for each row, series behind each other.</summary>
    Bars,
}

/// <param name="Code">Stable name, lower-case.</param>
/// <param name="Unit">Of its figures; of what is not a figure <see cref="ReportUnit.Text"/> or <see cref="ReportUnit.Day"/>.</param>
internal sealed record ReportColumn(string Code, LocalText Title, ReportUnit Unit);

/// <summary>What a column's cells are.</summary>
internal enum ReportUnit
{
    Text,
    Day,

    /// <summary>How many.</summary>
    Count,

    /// <summary>Whole yen.</summary>
    Yen,

    /// <summary>Grams; shown as kilograms.</summary>
    Grams,

    /// <summary>Whole days.</summary>
    Days,

    /// <summary>Thousandths; shown as per cent.</summary>
    Permille,
}

/// <param name="Code">Stable name of the row in its table, e.g. <c>LS-006/mark</c>.</param>
/// <param name="Cells">One for each column.</param>
internal sealed record ReportRow(string Code, LocalText Title, IReadOnlyList<ReportCell> Cells);

/// <summary>One of its members at most; none where there is nothing to say.</summary>
internal sealed record ReportCell
{
    public static readonly ReportCell Blank = new();

    public ReportFigure? Figure { get; init; }

    public LocalText? Text { get; init; }

    public DateOnly? Day { get; init; }
}

/// <param name="Number">Section, table, row and column, e.g. <c>4.2.17.3</c>; the same in all formats.</param>
/// <param name="Value">In the column's unit; null when it is not recorded.</param>
/// <param name="Missing">Why it is not recorded; null when it is.</param>
internal sealed record ReportFigure(string Number, long? Value, LocalText? Missing);

/// <summary>A figure and where it stands.</summary>
internal sealed record PlacedFigure(ReportSection Section, ReportTable Table, ReportRow Row, ReportColumn Column, ReportFigure Figure);
