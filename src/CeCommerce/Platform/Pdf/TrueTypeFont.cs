using System.Buffers.Binary;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>A font with TrueType outlines, as far as a PDF needs it.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly Dictionary<int, ushort> glyphs = [];
    private readonly int wideGlyphs;

    /// <exception cref="InvalidDataException">It is not such a font.</exception>
    public TrueTypeFont(byte[] data)
    {
        this.data = data;
        try
        {
            ReadTables();
            wideGlyphs = U16(At("hhea") + 34);
            ReadGlyphs(At("cmap"));
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException("The font does not have TrueType outlines or is cut off.", exception);
        }
    }

    public ushort Ascent => U16(At("hhea") + 4);

    public short Descent => (short)U16(At("hhea") + 6);

    public (short Left, short Bottom, short Right, short Top) Box =>
        ((short)U16(At("head") + 36), (short)U16(At("head") + 38), (short)U16(At("head") + 40), (short)U16(At("head") + 42));

    private int UnitsPerEm => U16(At("head") + 18);

    /// <summary>0 when the font does not have it.</summary>
    public ushort GlyphOf(Rune rune) => glyphs.GetValueOrDefault(rune.Value);

    /// <summary>In thousandths of the font's size.</summary>
    public int Advance(ushort glyph) => U16(At("hmtx") + (4 * Math.Min((int)glyph, wideGlyphs - 1))) * 1_000 / UnitsPerEm;

    /// <summary>In thousandths of the font's size.</summary>
    public int Scale(int units) => units * 1_000 / UnitsPerEm;

    /// <summary>As the font has it; empty when it does not.</summary>
    public ReadOnlySpan<byte> Table(string name) => tables.TryGetValue(name, out var table) ? data.AsSpan(table.Offset, table.Length) : [];

    /// <summary>Advance and left side bearing, as in table hmtx.</summary>
    public (ushort Advance, ushort Bearing) Metrics(ushort glyph)
    {
        var (wide, metrics) = (Math.Min((int)glyph, wideGlyphs - 1), At("hmtx"));
        var bearing = glyph < wideGlyphs ? metrics + (4 * glyph) + 2 : metrics + (4 * wideGlyphs) + (2 * (glyph - wideGlyphs));
        return (U16(metrics + (4 * wide)), U16(bearing));
    }

    /// <summary>The glyph's description in table glyf; empty for a blank.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var (loca, isLong) = (At("loca"), U16(At("head") + 50) != 0);
        var (from, to) = isLong ? (U32(loca + (4 * glyph)), U32(loca + (4 * glyph) + 4)) : (2 * U16(loca + (2 * glyph)), 2 * U16(loca + (2 * glyph) + 2));
        return Table("glyf")[from..to];
    }

    private void ReadTables()
    {
        for (var i = 0; i < U16(4); i++)
        {
            var record = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(data, record, 4)] = (U32(record + 8), U32(record + 12));
        }
    }

    private void ReadGlyphs(int cmap)
    {
        var subtables = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + 4 + (8 * i)).Where(record => U16(record) == 3)
            .ToDictionary(record => (int)U16(record + 2), record => cmap + U32(record + 4));
        if (subtables.TryGetValue(10, out var whole) && U16(whole) == 12)
            ReadGroups(whole);
        else
            ReadSegments(subtables[1]);
    }

    private void ReadGroups(int table)
    {
        for (var i = 0; i < U32(table + 12); i++)
        {
            var group = table + 16 + (12 * i);
            var (first, last, glyph) = (U32(group), U32(group + 4), U32(group + 8));
            for (var code = first; code <= last; code++)
                glyphs[code] = (ushort)(glyph + code - first);
        }
    }

    private void ReadSegments(int table)
    {
        var size = (int)U16(table + 6);
        for (var i = 0; i < size; i += 2)
        {
            var (last, first, delta) = (U16(table + 14 + i), U16(table + 16 + size + i), U16(table + 16 + (2 * size) + i));
            var ranges = table + 16 + (3 * size) + i;
            for (var code = (int)first; code <= last && code != 0xFFFF; code++)
            {
                var glyph = U16(ranges) == 0 ? code : U16(ranges + U16(ranges) + (2 * (code - first)));
                if (glyph != 0)
                    glyphs[code] = (ushort)(glyph + delta);
            }
        }
    }

    private int At(string table) => tables[table].Offset;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private int U32(int at) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at)));
}
