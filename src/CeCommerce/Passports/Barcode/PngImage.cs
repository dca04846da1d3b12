using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CeCommerce.Passports.Barcode;

/// <summary>A grid as PNG of one bit a pixel. Source: ISO/IEC 15948.</summary>
internal static class PngImage
{
    public const string MediaType = "image/png";

    /// <summary>A module of 10 pixels prints sharp at 600 dots an inch and 0.4 mm, and shows well on screens.</summary>
    private const int PixelsPerModule = 10;

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    public static byte[] Of(ModuleGrid grid)
    {
        var size = grid.Size * PixelsPerModule;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        header[8] = 1; // One bit of grey: black and white; the rest of the header stays 0.
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8]);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Pixels(grid, size));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Pixels(ModuleGrid grid, int size)
    {
        using var packed = new MemoryStream();
        using (var pixels = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[1 + ((size + 7) / 8)]; // Its first byte names the filter: none.
            for (var row = 0; row < grid.Size; row++)
            {
                line.AsSpan(1).Fill(0xFF);
                for (var x = 0; x < size; x++)
                {
                    if (grid[row, x / PixelsPerModule])
                        line[1 + (x / 8)] &= (byte)~(0x80 >> (x % 8));
                }

                for (var copy = 0; copy < PixelsPerModule; copy++)
                    pixels.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] data)
    {
        byte[] checkedBytes = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(checkedBytes);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~checkedBytes.Aggregate(0xFFFFFFFF, (crc, next) => Crc[(crc ^ next) & 0xFF] ^ (crc >> 8)));
        png.Write(number);
    }
}
