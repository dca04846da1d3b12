using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CeCommerce.Orders.Photos;

/// <summary>Copies the chunks of a PNG (W3C PNG, third edition, 5) that make the picture.</summary>
internal static class PlainPng
{
    private const string Exif = "eXIf";
    private const int Signature = 8;

    /// <summary>Length, type and checksum.</summary>
    private const int Around = 12;

    private static readonly HashSet<string> s_kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs"];

    /// <summary>False when it is built otherwise, or has no picture.</summary>
    public static bool Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> plain)
    {
        plain.Write(bytes[..Signature]);
        var rest = bytes[Signature..];
        for (var (first, hasPicture, turns) = (true, false, 0); rest.Length >= Around; first = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > (uint)(rest.Length - Around))
            {
                return false;
            }

            var chunk = rest[..((int)length + Around)];
            var type = Encoding.Latin1.GetString(chunk[4..8]);
            if (first != (type == "IHDR"))
            {
                return false;
            }

            if (type != Exif || turns++ == 0)
            {
                Copy(type, chunk, plain);
            }

            hasPicture |= type == "IDAT";
            if (type == "IEND")
            {
                return hasPicture && length == 0;
            }

            rest = rest[chunk.Length..];
        }

        return false;
    }

    private static void Copy(string type, ReadOnlySpan<byte> chunk, IBufferWriter<byte> plain)
    {
        if (s_kept.Contains(type))
        {
            plain.Write(chunk);
        }
        else if (type == Exif && PlainPhoto.OnlyOrientation(chunk[8..^4]) is { Length: > 0 } turn)
        {
            Span<byte> about = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(about, turn.Length);
            plain.Write(about);
            byte[] told = [.. "eXIf"u8, .. turn];
            plain.Write(told);
            BinaryPrimitives.WriteUInt32BigEndian(about, Checksum(told));
            plain.Write(about);
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var each in bytes)
        {
            sum ^= each;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
