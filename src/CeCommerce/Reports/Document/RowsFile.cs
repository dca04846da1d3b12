using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Reports.Document;

/// <summary>The first rows behind the figures of a report as a file: a line of JSON a figure, by number, compressed. Read a figure at a time.</summary>
internal static class RowsFile
{
    public static async Task WriteAsync(ReportRows rows, Stream output, CancellationToken cancellationToken)
    {
        await using var compressed = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        foreach (var (number, behind) in rows.ByFigure.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            await JsonSerializer.SerializeAsync(compressed, new Line(number, behind), CommerceJson.Options, cancellationToken);
            compressed.WriteByte((byte)'\n');
        }
    }

    public static async Task<ReportRows> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, FigureRows>(StringComparer.Ordinal);
        await foreach (var line in LinesAsync(input, cancellationToken))
        {
            rows[line.Number] = line.Rows;
        }

        return new(rows);
    }

    /// <summary>Null when no rows stand behind it.</summary>
    public static async Task<FigureRows?> FindAsync(Stream input, string number, CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(input, cancellationToken))
        {
            if (line.Number == number)
            {
                return line.Rows;
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<Line> LinesAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var plain = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
        await foreach (var line in JsonSerializer.DeserializeAsyncEnumerable<Line>(plain, topLevelValues: true, CommerceJson.Options, cancellationToken))
        {
            yield return line!;
        }
    }

    private sealed record Line(string Number, FigureRows Rows);
}
