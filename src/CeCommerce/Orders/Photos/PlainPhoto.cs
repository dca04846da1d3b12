using System.Buffers;
using System.Buffers.Binary;

namespace CeCommerce.Orders.Photos;

/// <summary>
/// A photo without what cameras and programs write beside the picture: place, time, device, names, comments, thumbnails, further pictures, whatever follows its end. The
/// picture itself is copied and not decoded; what is kept is listed, all else goes. Colours (ICC) and the way to hold it (Exif's orientation, and nothing else of Exif) stay.
/// </summary>
internal static class PlainPhoto
{
    private const ushort Orientation = 0x0112;
    private const ushort Short = 3;
    private const int EntryLength = 12;

    /// <summary>Null when it is built otherwise than its format says.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> bytes, string mediaType)
    {
        var plain = new ArrayBufferWriter<byte>(bytes.Length + 64);
        return (mediaType == PhotoFile.Png ? PlainPng.Write(bytes, plain) : PlainJpeg.Write(bytes, plain)) ? plain.WrittenSpan.ToArray() : null;
    }

    /// <summary>Exif that says how to hold the picture and nothing more; empty where that goes without saying, or where nothing can be read.</summary>
    /// <param name="exif">As TIFF: byte order, and tables of entries of which the first says it.</param>
    public static byte[] OnlyOrientation(ReadOnlySpan<byte> exif) => OrientationOf(exif) is >= 2 and <= 8 and var turn
        ? [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0]
        : [];

    private static int OrientationOf(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8 || !(exif.StartsWith("II*\0"u8) || exif.StartsWith("MM\0*"u8)))
        {
            return 0;
        }

        var little = exif[0] == 'I';
        var at = Whole(exif[4..], little);
        if (at > (uint)(exif.Length - 2))
        {
            return 0;
        }

        var table = exif[(int)at..];
        var entries = table[2..];
        for (var left = Half(table, little); left > 0 && entries.Length >= EntryLength; entries = entries[EntryLength..], left--)
        {
            if (Half(entries, little) == Orientation && Half(entries[2..], little) == Short)
            {
                return Half(entries[8..], little);
            }
        }

        return 0;
    }

    private static uint Whole(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ushort Half(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
