using System.Globalization;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>Title, policy and style.</summary>
internal static class HtmlHead
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(typeof(HtmlHead).Assembly.GetManifestResourceStream("reports/report.css")!, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    public static void Write(HtmlPage page)
    {
        var (html, scope) = (page.Html, page.Document.Scope);
        using (html.In("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Put("title", $"{page.In(ReportWords.Title(scope.Kind))} {page.In(ReportWords.NameOf(scope))} {HtmlOpening.Period(scope)}");
            using (html.In("style"))
            {
                html.Markup(Style.Value);
                html.Markup(Margins(page));
            }
        }

        html.Markup("\n");
    }

    /// <summary>What stands on every sheet of paper.</summary>
    private static string Margins(HtmlPage page)
    {
        var versions = page.In(HtmlWords.Footer, page.Document.Edition, HtmlOpening.Packs(page.Document));
        var name = $"{Excerpt.Of(page.In(ReportWords.NameOf(page.Document.Scope)))} {HtmlOpening.Period(page.Document.Scope)}";
        return $$"""
            @page {
              @top-left { content: {{Quoted(name)}} }
              @bottom-left { content: {{Quoted("SHA-256 " + page.Report.ContentHash)}} "\A " {{Quoted(versions)}} }
            }

            """;
    }

    /// <summary>A string of CSS; everything but letters and digits is escaped, so that no text can end it or the style.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == ' ')
                quoted.Append(rune);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:X} ");
        }

        return quoted.Append('"').ToString();
    }
}
