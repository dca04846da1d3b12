using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>What the report is about and what it was drawn from, before everything else.</summary>
internal static class HtmlOpening
{
    public static void Write(HtmlPage page)
    {
        var (html, scope) = (page.Html, page.Document.Scope);
        using var header = html.In("header");
        using (html.In("h1"))
        {
            html.Put("span", page.In(ReportWords.Title(scope.Kind)), ("class", "kind"));
            html.Text(" ");
            html.Put("bdi", page.In(ReportWords.NameOf(scope)));
        }

        using (html.In("dl"))
        {
            if (scope.OperatorId is { } id)
                Fact(page, ReportWords.OperatorId, id);
            Fact(page, ReportWords.Period, $"{Period(scope)} {page.In(HtmlWords.DaysInJapan)}");
            Fact(page, ReportWords.AsOf, ReportText.Of(scope.AsOf));
            Fact(page, ReportWords.FeedPosition, page.Count(scope.FeedPosition));
            Fact(page, ReportWords.Edition, page.Document.Edition);
            Fact(page, ReportWords.Packs, string.Join(", ", page.Document.Packs.Select(pack => $"{pack.Code} {pack.Version}")));
            Fact(page, ReportWords.ContentHash, page.Report.ContentHash, "hash");
            Fact(page, ReportWords.Format, page.Document.Format);
        }

        html.Put("p", page.In(HtmlWords.Reading));
    }

    /// <summary>Codes by version, which most of them share.</summary>
    public static string Packs(ReportDocument document) => string.Join("; ", document.Packs
        .GroupBy(pack => pack.Version, StringComparer.Ordinal)
        .Select(packs => $"{string.Join(", ", packs.Select(pack => pack.Code))} {packs.Key}"));

    public static string Period(ReportScope scope) => $"{ReportText.Of(scope.From)} – {ReportText.Of(scope.To)}";

    private static void Fact(HtmlPage page, LocalText name, string value, string? kind = null)
    {
        using var fact = page.Html.In("div");
        page.Html.Put("dt", page.In(name));
        page.Html.Put("dd", value, ("class", kind));
    }
}
