using System.Buffers;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Import.Reading;

/// <summary>The first bytes of a file, and what they tell about the whole.</summary>
internal sealed record FileSample(ReadOnlyMemory<byte> Bytes)
{
    private static readonly (byte[] Magic, string Kind)[] Foreign =
    [
        ([0x50, 0x4B, 0x03, 0x04], "xlsx/zip"), ([0x50, 0x4B, 0x05, 0x06], "xlsx/zip"), ([0xD0, 0xCF, 0x11, 0xE0], "xls"),
        ([0x25, 0x50, 0x44, 0x46], "pdf"), ([0x1F, 0x8B], "gzip"), ([0x89, 0x50, 0x4E, 0x47], "png"), ([0xFF, 0xD8, 0xFF], "jpeg"),
    ];

    private static readonly SearchValues<char> Marks = SearchValues.Create(",;\t\r\n{");

    public static async ValueTask<FileSample> TakeAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[ReadLimits.Sample];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return new(bytes.AsMemory(0, length));
    }

    /// <summary>The encoding to read with, and the length of the byte order mark.</summary>
    public Outcome<(StockEncoding Encoding, int Bom)> EncodingFor(StockEncoding? declared)
    {
        if (Bytes.IsEmpty)
            return new StockFileEmpty(false);
        var (found, bom, certain) = StockEncoding.Detect(Bytes.Span);
        if (bom == 0 && declared is not null && IsUtf16Without(declared))
            return (declared, 0);
        if (ForeignKind(bom) is { } kind)
            return new StockFileNotText(kind);
        if (declared is null || declared == found)
            return (found, bom);

        // Plain ASCII fits every declaration but UTF-16, whose bytes would look different.
        return certain || declared == StockEncoding.Utf16Le || declared == StockEncoding.Utf16Be ? new StockEncodingContradicted(declared.Name, found.Name) : (declared, 0);
    }

    /// <summary>The separator that the header row uses most outside quotes; a comma when it uses none.</summary>
    public static char DelimiterOf(string text)
    {
        Span<int> counts = [0, 0, 0];
        var quoted = false;
        foreach (var c in text.TrimStart())
        {
            quoted ^= c == '"';
            if (!quoted && c is '\r' or '\n')
                break;
            if (!quoted && ",\t;".IndexOf(c) is var at and >= 0)
                counts[at]++;
        }

        return counts[1] > counts[0] && counts[1] >= counts[2] ? '\t' : counts[2] > counts[0] ? ';' : ',';
    }

    /// <summary>Decoded start of the file, enough for the header row.</summary>
    public string Text(StockEncoding encoding, int bom) => encoding.With(DecoderFallback.ReplacementFallback)
        .GetString(Bytes.Span[bom..Math.Min(Bytes.Length, bom + (64 * 1024))]).AsSpan().TrimStart(TextMarks.Leading).ToString();

    // In UTF-16 the separators and line ends of a list are two bytes each; no other encoding has them so.
    private bool IsUtf16Without(StockEncoding declared) => (declared == StockEncoding.Utf16Le || declared == StockEncoding.Utf16Be)
        && Text(declared, bom: 0) is var text && text.AsSpan().ContainsAny(Marks) && !text.Contains('\0', StringComparison.Ordinal);

    // A stray NUL is a fault of one row; one byte in twenty means that this was never text.
    private string? ForeignKind(int bom)
    {
        foreach (var (magic, kind) in Foreign)
        {
            if (Bytes.Span.StartsWith(magic))
                return kind;
        }

        return bom != 2 && Bytes.Span.Count((byte)0) > Bytes.Length / 20 ? "binary" : null;
    }
}
