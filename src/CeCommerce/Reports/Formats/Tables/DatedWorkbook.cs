using System.IO.Compression;
using System.Security;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>
/// Copies a workbook so that its files bear the as-of instant and not the time of writing, gives each printed page the hash, the edition and the packs, and prints
/// a sheet one page wide. The library that writes the sheets offers none of it.
/// </summary>
internal static class DatedWorkbook
{
    private const int LongestFooter = 255;

    // A zip file knows no earlier and no later day.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, Tokyo.Offset), Latest = new(2107, 12, 31, 0, 0, 0, Tokyo.Offset);

    private static readonly byte[] Views = "<sheetViews>"u8.ToArray();
    private static readonly byte[] Fitted = """<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"""u8.ToArray();
    private static readonly byte[] End = "</worksheet>"u8.ToArray();

    public static async Task CopyAsync(Stream workbook, Stream output, DrawnReport report, CancellationToken cancellationToken)
    {
        var asOf = report.Document.Scope.AsOf.ToOffset(Tokyo.Offset);
        var page = Encoding.UTF8.GetBytes(PageOf(report));
        await using var source = await ZipArchive.CreateAsync(workbook, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await using var copy = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var file in source.Entries)
        {
            var entry = copy.CreateEntry(file.FullName, CompressionLevel.Optimal);
            entry.LastWriteTime = asOf < Earliest ? Earliest : asOf > Latest ? Latest : asOf;
            await using var from = await file.OpenAsync(cancellationToken);
            await using var to = await entry.OpenAsync(cancellationToken);
            if (file.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && file.FullName.EndsWith(".xml", StringComparison.Ordinal))
            {
                await CopySheetAsync(from, file.Length - End.Length, to, page, cancellationToken);
            }
            else
            {
                await from.CopyToAsync(to, cancellationToken);
            }
        }
    }

    /// <summary>What is said of the sheet stands first in it, what is said of pages last.</summary>
    private static async Task CopySheetAsync(Stream from, long length, Stream to, byte[] page, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        var first = await from.ReadAtLeastAsync(buffer.AsMemory(0, (int)Math.Min(1_024, length)), (int)Math.Min(1_024, length), throwOnEndOfStream: true, cancellationToken);
        var views = buffer.AsSpan(0, first).IndexOf(Views);
        if (views < 0)
        {
            throw new InvalidDataException("A sheet does not begin as sheets do.");
        }

        await to.WriteAsync(buffer.AsMemory(0, views), cancellationToken);
        await to.WriteAsync(Fitted, cancellationToken);
        await to.WriteAsync(buffer.AsMemory(views, first - views), cancellationToken);
        length -= first;
        while (length > 0)
        {
            var read = await from.ReadAtLeastAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), 1, throwOnEndOfStream: true, cancellationToken);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            length -= read;
        }

        var end = buffer.AsMemory(0, End.Length);
        await from.ReadExactlyAsync(end, cancellationToken);
        if (!end.Span.SequenceEqual(End))
        {
            throw new InvalidDataException("A sheet does not end as sheets do.");
        }

        await to.WriteAsync(page, cancellationToken);
        await to.WriteAsync(End, cancellationToken);
    }

    private static string PageOf(DrawnReport report)
    {
        var header = Footer("&L&8 ", $"{report.Document.Edition} ({TableWords.Of(report.Document.Packs)})");
        var footer = Footer("&R&8 &P / &N&L&8 ", $"SHA-256 {report.ContentHash}");
        return $"""<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddHeader>{header}</oddHeader><oddFooter>{footer}</oddFooter></headerFooter>""";
    }

    private static string Footer(string codes, string text)
    {
        var whole = codes + text.Replace("&", "&&", StringComparison.Ordinal);
        return SecurityElement.Escape(whole.Length <= LongestFooter ? whole : string.Concat(whole.AsSpan(0, LongestFooter - 1).TrimEnd('&'), "…"));
    }
}
