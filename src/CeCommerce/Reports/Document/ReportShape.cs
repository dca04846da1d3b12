namespace CeCommerce.Reports.Document;

/// <summary>What holds of every report and its types do not say; only then do two reports that are equal line by line say the same.</summary>
internal static class ReportShape
{
    /// <summary>The first place where the report is none, e.g. <c>$.sections[0].tables[2]</c>; null when it is one.</summary>
    public static string? FaultIn(ReportDocument document)
    {
        if (!Enum.IsDefined(document.Scope.Kind) || HasHoles(document.Scope.Factors))
        {
            return "$.scope";
        }

        if (HasHoles(document.Packs) || IsRepeated(document.Packs, pack => pack.Code))
        {
            return "$.packs";
        }

        if (HasHoles(document.Inputs) || IsRepeated(document.Inputs, input => input.Name))
        {
            return "$.inputs";
        }

        return document.Sections.Select((section, at) => FaultIn(section, at)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultIn(ReportSection? section, int at)
    {
        var place = FormattableString.Invariant($"$.sections[{at}]");
        if (section is null || section.Number != at + 1 || HasHoles(section.Notes))
        {
            return place;
        }

        return section.Tables.Select((table, i) => FaultIn(table, FormattableString.Invariant($"{section.Number}.{i + 1}"), FormattableString.Invariant($"{place}.tables[{i}]"))).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultIn(ReportTable? table, string number, string place)
    {
        if (table is null || table.Number != number || HasHoles(table.Columns) || table.Columns.Any(column => !Enum.IsDefined(column.Unit)) || table.Chart is { } chart && !Enum.IsDefined(chart))
        {
            return place;
        }

        var wrong = table.Rows.Select((row, at) => IsRow(row, table, FormattableString.Invariant($"{number}.{at + 1}"))).ToList().IndexOf(false);
        return wrong < 0 ? null : FormattableString.Invariant($"{place}.rows[{wrong}]");
    }

    private static bool IsRow(ReportRow? row, ReportTable table, string number) =>
        row is not null && row.Cells.Count == table.Columns.Count
        && row.Cells.Zip(table.Columns).Select((cell, at) => IsCell(cell.First, cell.Second, FormattableString.Invariant($"{number}.{at + 1}"))).All(good => good);

    private static bool IsCell(ReportCell? cell, ReportColumn column, string number) => cell switch
    {
        null => false,
        { Figure: { } figure } => cell is { Text: null, Day: null } && column.Unit is not (ReportUnit.Text or ReportUnit.Day) && figure.Number == number && (figure.Value is null) == (figure.Missing is not null),
        _ => cell.Text is null || cell.Day is null,
    };

    private static bool HasHoles<T>(IReadOnlyList<T> all)
        where T : class => all.Any(one => one is null);

    private static bool IsRepeated<T>(IReadOnlyList<T> all, Func<T, string> name) => all.DistinctBy(name, StringComparer.Ordinal).Count() != all.Count;
}
