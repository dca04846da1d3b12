using System.Globalization;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>
/// A font as the pages of one file use it. Every letter gets a number of its own, even where two look the same, so that what is copied out of the file is
/// what was written.
/// </summary>
internal sealed class PageFont(TrueTypeFont font)
{
    /// <summary>Stands before the number of a letter that the font lacks (下駄記号).</summary>
    private const string Missing = "〓";
    private readonly Dictionary<Rune, int> numbers = [];
    private readonly List<Rune> letters = [];

    /// <summary>With letters that the font lacks and invisible ones made visible, e.g. <c>〓[U+1F600]</c>; lines stay apart.</summary>
    public string Visible(string text)
    {
        if (text.EnumerateRunes().All(IsShown))
            return text;
        var visible = new StringBuilder();
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n' || IsShown(rune))
                visible.Append(rune.ToString());
            else
                visible.Append(CultureInfo.InvariantCulture, $"{Missing}[U+{rune.Value:X4}]");
        }

        return visible.ToString();
    }

    public double Width(Rune rune, double size) => font.Advance(font.GlyphOf(rune)) * size / 1_000;

    public double Width(string text, double size)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += font.Advance(font.GlyphOf(rune));
        return width * size / 1_000;
    }

    /// <summary>The text as a string operand of a page.</summary>
    public string Encoded(string text)
    {
        var encoded = new StringBuilder("<", (4 * text.Length) + 2);
        foreach (var rune in text.EnumerateRunes())
            encoded.Append(CultureInfo.InvariantCulture, $"{NumberOf(rune):X4}");
        return encoded.Append('>').ToString();
    }

    /// <summary>Writes the letters that were used; the font itself is object <paramref name="id"/>.</summary>
    public async Task WriteAsync(PdfFile file, int id, CancellationToken cancellationToken)
    {
        var (descendant, descriptor, program, unicode) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        const string Name = "/CECOMM+IPAexGothic";
        var (left, bottom, right, top) = font.Box;
        await file.WriteAsync(id, $"<</Type/Font/Subtype/Type0/BaseFont{Name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>", cancellationToken);
        await file.WriteAsync(
            descendant,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont{Name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[0[{Widths()}]]>>",
            cancellationToken);
        await file.WriteAsync(
            descriptor,
            $"<</Type/FontDescriptor/FontName{Name}/Flags 4/FontBBox[{font.Scale(left)} {font.Scale(bottom)} {font.Scale(right)} {font.Scale(top)}]/ItalicAngle 0/Ascent {font.Scale(font.Ascent)}/Descent {font.Scale(font.Descent)}/CapHeight {font.Scale(font.Ascent)}/StemV 80/FontFile2 {program} 0 R>>",
            cancellationToken);
        var subset = FontSubset.Of(font, [0, .. letters.Select(font.GlyphOf)]);
        await file.WriteStreamAsync(program, $"/Length1 {subset.Length}", subset, cancellationToken);
        await file.WriteStreamAsync(unicode, "", Encoding.ASCII.GetBytes(ToUnicode()), cancellationToken);
    }

    private int NumberOf(Rune rune)
    {
        if (!numbers.TryGetValue(rune, out var number))
        {
            letters.Add(rune);
            numbers[rune] = number = letters.Count;
        }

        return number;
    }

    private bool IsShown(Rune rune) => font.GlyphOf(rune) != 0 && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    private string Widths() => string.Join(' ', letters.Select(letter => font.Advance(font.GlyphOf(letter))).Prepend(font.Advance(0)));

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var some in letters.Index().Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (place, letter) in some)
                map.Append(CultureInfo.InvariantCulture, $"<{place + 1:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(letter.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend").ToString();
    }
}
