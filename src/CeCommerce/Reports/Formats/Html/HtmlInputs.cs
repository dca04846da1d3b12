using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>What the report was made of: sources with their digests, and the operator's own factors.</summary>
internal static class HtmlInputs
{
    public static void Write(HtmlPage page)
    {
        var (html, document) = (page.Html, page.Document);
        using var section = html.In("section");
        html.Put("h2", page.In(ReportWords.Inputs), ("id", "inputs"), ("tabindex", "-1"));
        html.Put("p", page.In(HtmlWords.InputsNote), ("class", "note"));
        Table(
            page, ReportWords.Inputs, [ReportWords.InputName, ReportWords.InputRows, ReportWords.InputDigest],
            document.Inputs.Select(input => new[] { input.Name, page.Count(input.Rows), input.Digest }));
        if (document.Scope.Factors.Count == 0)
            return;
        html.Put("h3", page.In(ReportWords.Factors));
        Table(
            page, ReportWords.Factors, [ReportWords.FactorCategory, ReportWords.FactorMass, ReportWords.FactorShare, ReportWords.Source],
            document.Scope.Factors.Select(factor => new[]
            {
                factor.Category, Written(page, factor.Grams, ReportUnit.Grams), Written(page, factor.DisplacedPermille, ReportUnit.Permille), factor.Source,
            }));
    }

    private static string Written(HtmlPage page, long value, ReportUnit unit) => ReportText.Of(new ReportFigure("", value, null), unit, page.Language);

    private static void Table(HtmlPage page, LocalText name, LocalText[] heads, IEnumerable<string[]> rows)
    {
        var html = page.Html;
        using var region = HtmlTable.Scrolling(html, page.In(name));
        using var table = html.In("table", ("aria-label", page.In(name)));
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var head in heads)
                html.Put("th", page.In(head), ("scope", "col"));
        }

        using var body = html.In("tbody");
        foreach (var row in rows)
        {
            using var line = html.In("tr");
            html.Put("th", row[0], ("scope", "row"));
            foreach (var cell in row.Skip(1))
                html.Put("td", cell, ("class", cell.Length == 64 ? "hash" : null));
        }
    }
}
