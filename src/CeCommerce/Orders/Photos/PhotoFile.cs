using System.Buffers.Binary;

namespace CeCommerce.Orders.Photos;

/// <summary>What is wrong with a photo.</summary>
public enum PhotoFlaw
{
    /// <summary>Neither JPEG nor PNG, or not what its media type says.</summary>
    WrongType,

    /// <summary>More bytes than are kept.</summary>
    TooLarge,

    /// <summary>So many pixels that showing it could take a device down.</summary>
    TooManyPixels,

    /// <summary>It begins like a picture and does not go on like one.</summary>
    Unreadable,
}

/// <summary>A picture as it is kept, and what its first bytes say of it. Nothing is decoded: what it shows is for the apps.</summary>
/// <param name="MediaType">Its real type.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record PhotoFile(string MediaType, int Width, int Height)
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    private const int MostSide = 12_000;
    private const long MostPixels = 50_000_000;
    private const int PngHead = 24;
    private const int IhdrLength = 13;

    /// <summary>All of it, without what was written beside the picture.</summary>
    public byte[] Bytes { get; init; } = [];

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>The picture, or what is wrong with it.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="mediaType">What it was sent as, without parameters.</param>
    public static (PhotoFile? File, PhotoFlaw Flaw) Read(ReadOnlySpan<byte> bytes, string mediaType)
    {
        var real = bytes.StartsWith(PngSignature) ? Png : bytes.StartsWith<byte>([0xff, 0xd8, 0xff]) ? Jpeg : null;
        if (real is null || !real.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return (null, PhotoFlaw.WrongType);
        }

        if (PlainPhoto.Of(bytes, real) is not { } plain)
        {
            return (null, PhotoFlaw.Unreadable);
        }

        return (real == Png ? SizeOfPng(plain) : SizeOfJpeg(plain)) switch
        {
            not ( > 0, > 0) => (null, PhotoFlaw.Unreadable),
            var (width, height) when width > MostSide || height > MostSide || (long)width * height > MostPixels => (null, PhotoFlaw.TooManyPixels),
            var (width, height) => (new(real, width, height) { Bytes = plain }, default),
        };
    }

    private static (int Width, int Height) SizeOfPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length > PngHead && BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) == IhdrLength && bytes[12..16].SequenceEqual("IHDR"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : default;

    /// <summary>ISO/IEC 10918-1 B.2: segments of a marker and a length, one of which (SOF) says the size.</summary>
    private static (int Width, int Height) SizeOfJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xff;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xff)
            {
                at++;
                continue;
            }

            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return default;
    }
}
