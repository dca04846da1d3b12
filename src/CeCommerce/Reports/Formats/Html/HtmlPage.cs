using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>The page that is being written, as its parts see it.</summary>
/// <param name="Lists">The rows behind the figures, as the page shows them.</param>
internal sealed record HtmlPage(HtmlWriter Html, DrawnReport Report, Language Language, RowLists Lists)
{
    public ReportDocument Document => Report.Document;

    public string In(LocalText text) => text.In(Language);

    /// <summary>The sentence with its gaps filled, e.g. <c>{0}</c>.</summary>
    public string In(LocalText text, params string[] values) => string.Format(CultureInfo.InvariantCulture, text.In(Language), values);

    public string Count(long value) => ReportText.Of(new ReportFigure("", value, null), ReportUnit.Count, Language);
}
