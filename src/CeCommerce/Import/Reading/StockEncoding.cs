using System.Text;

namespace CeCommerce.Import.Reading;

/// <summary>The encodings that stock lists come in, and how to tell them apart from the first bytes of a file.</summary>
internal sealed class StockEncoding
{
    public static readonly StockEncoding Utf8 = new("utf-8", Encoding.UTF8.CodePage);
    public static readonly StockEncoding Utf16Le = new("utf-16le", Encoding.Unicode.CodePage);
    public static readonly StockEncoding Utf16Be = new("utf-16be", Encoding.BigEndianUnicode.CodePage);
    public static readonly StockEncoding Cp932 = new("cp932", 932);

    private static readonly (StockEncoding? Encoding, string[] Names)[] Known =
    [
        (null, ["auto"]), (Utf8, ["utf-8", "utf8"]), (Utf16Le, ["utf-16le", "utf-16"]), (Utf16Be, ["utf-16be"]),
        (Cp932, ["cp932", "windows-31j", "ms932", "shift_jis", "shift-jis", "sjis"]),
    ];

    private readonly int _codePage;

    private StockEncoding(string name, int codePage) => (Name, _codePage) = (name, codePage);

    static StockEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public string Name { get; }

    public static IReadOnlyCollection<string> KnownNames => [.. Known.SelectMany(one => one.Names)];

    /// <summary>False for a name nobody knows; a null encoding means "find out".</summary>
    public static bool TryFind(string name, out StockEncoding? encoding)
    {
        var at = Array.FindIndex(Known, one => one.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        encoding = at < 0 ? null : Known[at].Encoding;
        return at >= 0;
    }

    public Encoding With(DecoderFallback fallback) => Encoding.GetEncoding(_codePage, EncoderFallback.ReplacementFallback, fallback);

    /// <summary>
    /// A byte order mark decides; then UTF-8 when nothing in the sample contradicts it; then whichever of UTF-8 and CP932 reads with
    /// fewer broken characters, CP932 on a tie because that is what shop systems write.
    /// </summary>
    public static (StockEncoding Encoding, int BomBytes, bool Certain) Detect(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return (Utf8, 3, true);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Utf16Le, 2, true);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (Utf16Be, 2, true);
        if (Ascii.IsValid(sample))
            return (Utf8, 0, false);
        var whole = WithoutOpenEnd(sample);
        if (Utf8IsValid(whole))
            return (Utf8, 0, true);
        return (Faults(Utf8, whole) < Faults(Cp932, whole) ? Utf8 : Cp932, 0, true);
    }

    private static bool Utf8IsValid(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    // The sample may end inside a character.
    private static ReadOnlySpan<byte> WithoutOpenEnd(ReadOnlySpan<byte> sample)
    {
        for (var back = 1; back <= Math.Min(3, sample.Length); back++)
        {
            var lead = sample[^back];
            if (lead < 0x80)
                break;
            if (lead >= 0xC0)
                return (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2) > back ? sample[..^back] : sample;
        }

        return sample;
    }

    private static int Faults(StockEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var text = encoding.With(new DecoderReplacementFallback("\uFDD3")).GetString(bytes);
        return text.AsSpan().Count(TextMarks.Undecodable);
    }
}
