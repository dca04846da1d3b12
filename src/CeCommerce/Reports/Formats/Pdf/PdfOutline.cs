using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>The bookmarks: chapters with their tables, the page of inputs, the lists of the annex.</summary>
internal sealed class PdfOutline(PdfFile file, Func<string, string?> destinationOf)
{
    private sealed record Entry(string Title, string Target, IReadOnlyList<Entry> Under);

    /// <returns>The object that holds them.</returns>
    public async Task<int> WriteAsync(DrawnReport report, Language language, CancellationToken cancellationToken)
    {
        var root = file.Reserve();
        await WriteAsync(root, "/Type/Outlines", Entries(report, language), cancellationToken);
        return root;
    }

    private static List<Entry> Entries(DrawnReport report, Language language) =>
    [
        new(ReportWords.Contents.In(language), ReportPages.Contents, []),
        .. report.Document.Sections.Select(section => new Entry(
            $"{section.Number.ToString(CultureInfo.InvariantCulture)} {section.Title.In(language)}", ReportPages.PlaceOf(section),
            [.. section.Tables.Select(table => new Entry($"{table.Number} {table.Title.In(language)}", TablePages.PlaceOf(table), []))])),
        new(ReportWords.Inputs.In(language), ReportPages.Inputs, []),
        new(PdfWords.Annex.In(language), AnnexPages.Place,
            [.. report.Document.Figures().Where(placed => report.Rows.Of(placed.Figure) is not null).Select(placed => new Entry(placed.Figure.Number, AnnexPages.PlaceOf(placed.Figure.Number), []))]),
    ];

    /// <summary>What is under an entry is closed, so its count is negative; the first level is open.</summary>
    private async Task WriteAsync(int id, string head, IReadOnlyList<Entry> under, CancellationToken cancellationToken)
    {
        var ids = under.Select(_ => file.Reserve()).ToList();
        for (var i = 0; i < ids.Count; i++)
        {
            var (before, after) = (i > 0 ? $"/Prev {ids[i - 1]} 0 R" : "", i + 1 < ids.Count ? $"/Next {ids[i + 1]} 0 R" : "");
            var own = $"/Title{PdfFile.Text(under[i].Title)}/Parent {id} 0 R/Dest{destinationOf(under[i].Target)}{before}{after}";
            await WriteAsync(ids[i], own, under[i].Under, cancellationToken);
        }

        var children = ids.Count == 0 ? "" : $"/First {ids[0]} 0 R/Last {ids[^1]} 0 R/Count {(head == "/Type/Outlines" ? ids.Count : -ids.Count)}";
        await file.WriteAsync(id, $"<<{head}{children}>>", cancellationToken);
    }
}
