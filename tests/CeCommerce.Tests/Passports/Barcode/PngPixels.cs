using System.Buffers.Binary;
using System.IO.Compression;

namespace CeCommerce.Tests.Passports.Barcode;

/// <summary>The pixels of a square PNG of one bit, as our doors send them.</summary>
internal static class PngPixels
{
    public static (byte[] Grey, int Size) Of(byte[] png)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        using var lines = new MemoryStream();
        using (var packed = new ZLibStream(new MemoryStream(png, 41, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33))), CompressionMode.Decompress))
        {
            packed.CopyTo(lines);
        }

        var (bytes, stride) = (lines.ToArray(), 1 + ((size + 7) / 8));
        return ([.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select (bytes[(y * stride) + 1 + (x / 8)] & (0x80 >> (x % 8))) == 0 ? (byte)0 : (byte)255], size);
    }
}
