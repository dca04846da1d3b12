using System.Buffers;
using System.Buffers.Binary;

namespace CeCommerce.Orders.Photos;

/// <summary>Copies the segments of a JPEG (ISO/IEC 10918-1 B.1) that make the picture.</summary>
internal static class PlainJpeg
{
    private const byte StartOfImage = 0xd8;
    private const byte EndOfImage = 0xd9;
    private const byte StartOfScan = 0xda;
    private const byte Exif = 0xe1;
    private const int AdobeLength = 12;
    private const int JfifLength = 14;

    private static ReadOnlySpan<byte> Jfif => "JFIF\0"u8;

    private static ReadOnlySpan<byte> ExifHead => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> Colours => "ICC_PROFILE\0"u8;

    /// <summary>False when it is built otherwise, breaks off, or has no picture or several.</summary>
    public static bool Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> plain)
    {
        plain.Write<byte>([0xff, StartOfImage]);
        var rest = bytes[2..];
        var (frames, scans, turns) = (0, 0, 0);
        while (TryMarker(ref rest, out var marker))
        {
            if (marker == EndOfImage)
            {
                plain.Write<byte>([0xff, EndOfImage]);
                return frames == 1 && scans > 0;
            }

            if (!TrySegment(ref rest, marker, out var content))
            {
                return false;
            }

            // Of several words on how to hold it the first counts.
            if (marker != Exif || (content.StartsWith(ExifHead) && turns++ == 0))
            {
                Copy(marker, content, plain);
            }

            frames += IsFrame(marker) ? 1 : 0;
            if (marker == StartOfScan)
            {
                scans++;
                var scan = LengthOfScan(rest);
                plain.Write(rest[..scan]);
                rest = rest[scan..];
            }
        }

        return false;
    }

    /// <summary>FF, more of which may stand before it, and what it is.</summary>
    private static bool TryMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        var at = rest.IndexOfAnyExcept((byte)0xff);
        marker = at > 0 ? rest[at] : (byte)0;
        rest = at > 0 ? rest[(at + 1)..] : default;
        return at > 0;
    }

    /// <summary>What the length says, which counts itself; markers without one (another beginning, a restart) do not stand between segments.</summary>
    private static bool TrySegment(ref ReadOnlySpan<byte> rest, byte marker, out ReadOnlySpan<byte> content)
    {
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (marker is < 0xc0 or (>= 0xd0 and <= StartOfImage) || length < 2 || length > rest.Length)
        {
            content = default;
            return false;
        }

        content = rest[2..length];
        rest = rest[length..];
        return true;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    private static void Copy(byte marker, ReadOnlySpan<byte> content, IBufferWriter<byte> plain)
    {
        if (marker == 0xe0 && content.StartsWith(Jfif) && content.Length >= JfifLength)
        {
            // The last two bytes are the size of a small picture that would follow.
            Segment(marker, [.. content[..(JfifLength - 2)], 0, 0], plain);
        }
        else if (marker == Exif && PlainPhoto.OnlyOrientation(content[ExifHead.Length..]) is { Length: > 0 } turn)
        {
            Segment(marker, [.. ExifHead, .. turn], plain);
        }
        else if (marker is >= 0xc0 and <= 0xdf || (marker == 0xe2 && content.StartsWith(Colours)) || (marker == 0xee && content.Length == AdobeLength && content.StartsWith("Adobe"u8)))
        {
            Segment(marker, content, plain);
        }
    }

    private static void Segment(byte marker, ReadOnlySpan<byte> content, IBufferWriter<byte> plain)
    {
        var length = content.Length + 2;
        plain.Write<byte>([0xff, marker, (byte)(length >> 8), (byte)length]);
        plain.Write(content);
    }

    /// <summary>Up to a marker that is neither a stuffed FF nor a restart.</summary>
    private static int LengthOfScan(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; rest[at..].IndexOf((byte)0xff) is >= 0 and var next; at += next + 2)
        {
            if (at + next + 1 >= rest.Length || rest[at + next + 1] is not (0 or (>= 0xd0 and <= 0xd7)))
            {
                return at + next;
            }
        }

        return rest.Length;
    }
}
