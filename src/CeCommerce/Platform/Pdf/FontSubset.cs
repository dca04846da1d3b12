using System.Buffers.Binary;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>Writes a font that has the given glyphs only, numbered anew in their order, and the parts that they are put together from behind them.</summary>
internal sealed class FontSubset
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "prep"];
    private readonly TrueTypeFont font;
    private readonly List<ushort> glyphs;
    private readonly Dictionary<ushort, ushort> parts = [];

    private FontSubset(TrueTypeFont font, IEnumerable<ushort> glyphs) => (this.font, this.glyphs) = (font, [.. glyphs]);

    /// <param name="glyphs">The first is the one for what is missing.</param>
    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> glyphs) => new FontSubset(font, glyphs).Write();

    private byte[] Write()
    {
        var (outlines, places) = Outlines();
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines,
            ["loca"] = Bytes(places),
            ["hmtx"] = Metrics(),
            ["head"] = Head(),
            ["hhea"] = Counted("hhea", 34),
            ["maxp"] = Counted("maxp", 4),
        };
        foreach (var name in Kept.Where(name => font.Table(name).Length > 0))
            tables[name] = font.Table(name).ToArray();
        return File(tables);
    }

    private (byte[] Outlines, List<uint> Places) Outlines()
    {
        var (outlines, places) = (new MemoryStream(), new List<uint>());
        for (var i = 0; i < glyphs.Count; i++)
        {
            places.Add((uint)outlines.Length);
            var outline = font.Outline(glyphs[i]).ToArray();
            RenumberParts(outline);
            outlines.Write(outline);
            Pad(outlines);
        }

        places.Add((uint)outlines.Length);
        return (outlines.ToArray(), places);
    }

    /// <summary>A composite glyph (negative number of contours) names its parts by number.</summary>
    private void RenumberParts(Span<byte> outline)
    {
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return;
        for (var (at, flags) = (10, 0x20); (flags & 0x20) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            BinaryPrimitives.WriteUInt16BigEndian(outline[(at + 2)..], PartOf(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..])));
            var scale = (flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
            at += 4 + ((flags & 0x01) != 0 ? 4 : 2) + scale;
        }
    }

    private ushort PartOf(ushort glyph)
    {
        if (!parts.TryGetValue(glyph, out var part))
        {
            parts[glyph] = part = (ushort)glyphs.Count;
            glyphs.Add(glyph);
        }

        return part;
    }

    private byte[] Metrics()
    {
        var metrics = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            var (advance, bearing) = font.Metrics(glyphs[i]);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * i), advance);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan((4 * i) + 2), bearing);
        }

        return metrics;
    }

    private byte[] Head()
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private byte[] Counted(string table, int at)
    {
        var bytes = font.Table(table).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)glyphs.Count);
        return bytes;
    }

    private static byte[] File(SortedDictionary<string, byte[]> tables)
    {
        var (file, body) = (new MemoryStream(), new MemoryStream());
        var power = (int)Math.Log2(tables.Count);
        file.Write([0, 1, 0, 0, .. U16(tables.Count), .. U16(16 << power), .. U16(power), .. U16((16 * tables.Count) - (16 << power))]);
        foreach (var (name, bytes) in tables)
        {
            file.Write([.. Encoding.ASCII.GetBytes(name), .. U32(Sum(bytes)), .. U32((uint)(12 + (16 * tables.Count) + body.Length)), .. U32((uint)bytes.Length)]);
            body.Write(bytes);
            Pad(body);
        }

        return [.. file.ToArray(), .. body.ToArray()];
    }

    private static uint Sum(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i++)
            sum = unchecked(sum + ((uint)bytes[i] << (8 * (3 - (i % 4)))));
        return sum;
    }

    private static byte[] Bytes(List<uint> values) => [.. values.SelectMany(U32)];

    private static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0)
            stream.WriteByte(0);
    }
}
