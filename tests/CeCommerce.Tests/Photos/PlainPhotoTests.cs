using System.Text;
using CeCommerce.Orders.Photos;
using CsCheck;

namespace CeCommerce.Tests.Photos;

/// <summary>What is kept of a photo: the picture, its colours and the way to hold it, and nothing that a camera or a program wrote beside it.</summary>
public sealed class PlainPhotoTests
{
    private const string Secret = "35.6895N 139.6917E";

    private static readonly byte[] s_frame = Segment(0xc0, [8, 0, 10, 0, 20, 1, 1, 0x11, 0]);
    private static readonly byte[] s_scan = [.. Segment(0xda, [1, 1, 0, 0, 63, 0]), 0x55, 0xff, 0x00, 0x55, 0xff, 0xd0, 0x55];
    private static readonly byte[] s_colours = Segment(0xe2, [.. "ICC_PROFILE\0"u8, 1, 1, 9, 9]);
    private static readonly byte[] s_adobe = Segment(0xee, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]);
    private static readonly byte[] s_jfif = Segment(0xe0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]);

    public static TheoryData<string, byte[]> BesideAJpeg => new()
    {
        { "Exif with a place", Segment(0xe1, [.. "Exif\0\0"u8, .. Tiff(turn: 1)]) },
        { "XMP", Segment(0xe1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Said()]) },
        { "IPTC", Segment(0xed, [.. "Photoshop 3.0\08BIM"u8, .. Said()]) },
        { "a comment", Segment(0xfe, Said()) },
        { "further pictures", Segment(0xe2, [.. "MPF\0"u8, .. Said()]) },
        { "a small picture", Segment(0xe0, [.. "JFXX\0"u8, .. Said()]) },
        { "what a maker adds", Segment(0xe5, Said()) },
        { "Adobe's with more in it", Segment(0xee, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1, .. Said()]) },
        { "a segment of no meaning", Segment(0xf3, Said()) },
    };

    [Theory]
    [MemberData(nameof(BesideAJpeg))]
    public void Of_a_jpeg_only_the_picture_is_kept(string what, byte[] beside)
    {
        var plain = Jpeg(s_jfif, s_colours, s_adobe, s_frame, s_scan);
        byte[][] places = [Jpeg(s_jfif, beside, s_colours, s_adobe, s_frame, s_scan), Jpeg(s_jfif, s_colours, s_adobe, s_frame, beside, s_scan), Jpeg(s_jfif, s_colours, s_adobe, s_frame, s_scan, beside)];
        Assert.All(places, file => Assert.True(plain.SequenceEqual(PlainPhoto.Of(file, PhotoFile.Jpeg)!), what));
    }

    [Fact]
    public void A_small_picture_in_the_head_of_a_jpeg_goes_and_the_head_stays()
    {
        var head = Segment(0xe0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 2, 3, .. Said()]);
        Assert.Equal(Jpeg(s_jfif, s_frame, s_scan), PlainPhoto.Of(Jpeg(head, s_frame, s_scan), PhotoFile.Jpeg));
    }

    [Fact]
    public void What_follows_the_end_is_not_kept()
    {
        Assert.Equal(Jpeg(s_frame, s_scan), PlainPhoto.Of([.. Jpeg(s_frame, s_scan), .. Jpeg(s_frame, s_scan), .. Said()], PhotoFile.Jpeg));
        Assert.Equal(Png(Chunk("IDAT", [1])), PlainPhoto.Of([.. Png(Chunk("IDAT", [1])), .. Said()], PhotoFile.Png));
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 6)]
    [InlineData(true, 2)]
    [InlineData(false, 8)]
    public void The_way_to_hold_it_is_all_that_stays_of_exif(bool little, int turn)
    {
        byte[] told = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0];
        var jpeg = Jpeg(Segment(0xe1, [.. "Exif\0\0"u8, .. Tiff(turn, little)]), Segment(0xe1, [.. "Exif\0\0"u8, .. Tiff(3, little)]), s_frame, s_scan);
        Assert.Equal(Jpeg(Segment(0xe1, [.. "Exif\0\0"u8, .. told]), s_frame, s_scan), PlainPhoto.Of(jpeg, PhotoFile.Jpeg));
        var png = PlainPhoto.Of(Png(Chunk("eXIf", Tiff(turn, little)), Chunk("eXIf", Tiff(3, little)), Chunk("IDAT", [1])), PhotoFile.Png)!;
        Assert.Equal(Png(Chunk("eXIf", told), Chunk("IDAT", [1])).Length, png.Length);
        Assert.True(png.AsSpan().IndexOf(told) > 0);
    }

    [Fact]
    public void The_checksum_of_what_is_written_anew_is_right()
    {
        var png = PlainPhoto.Of(Png(Chunk("eXIf", Tiff(6)), Chunk("IDAT", [1])), PhotoFile.Png)!;
        var at = png.AsSpan().IndexOf("eXIf"u8) + 4 + 26;
        Assert.Equal("4D4D002A00000008000101120003000000010006000000000000", Convert.ToHexString(png[(at - 26)..at]));
        Assert.Equal("D6674B69", Convert.ToHexString(png[at..(at + 4)]));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("tIME")]
    [InlineData("eXIf")]
    [InlineData("acTL")]
    [InlineData("sPLT")]
    [InlineData("prVt")]
    [InlineData("caBX")]
    public void Of_a_png_only_the_picture_is_kept(string type)
    {
        var (colours, picture) = (Chunk("gAMA", [0, 0, 1, 1]), Chunk("IDAT", [1, 2, 3]));
        Assert.Equal(Png(colours, picture), PlainPhoto.Of(Png(Chunk(type, Said()), colours, picture, Chunk(type, Said())), PhotoFile.Png));
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { PhotoFile.Jpeg, [0xff, 0xd8, 0xff] },
        { PhotoFile.Jpeg, Jpeg(s_frame, s_scan)[..^1] },
        { PhotoFile.Jpeg, Jpeg(s_frame, s_scan)[..^2] },
        { PhotoFile.Jpeg, Jpeg(s_scan) },
        { PhotoFile.Jpeg, Jpeg(s_frame) },
        { PhotoFile.Jpeg, Jpeg(s_frame, s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0xff, 0xd0], s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0xff, 0xd8], s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0xff, 0x01], s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0xff, 0xe1, 0, 1], s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0xff, 0xe1, 0xff, 0xff], s_frame, s_scan) },
        { PhotoFile.Jpeg, Jpeg([0x41], s_frame, s_scan) },
        { PhotoFile.Png, Png() },
        { PhotoFile.Png, Png(Chunk("IHDR", new byte[13]), Chunk("IDAT", [1])) },
        { PhotoFile.Png, Png(Chunk("IDAT", [1]))[..^12] },
        { PhotoFile.Png, Png([0xff, 0xff, 0xff, 0xff, .. "tEXt"u8], Chunk("IDAT", [1])) },
        { PhotoFile.Png, Png([0x7f, 0xff, 0xff, 0xff, .. "IDAT"u8], Chunk("IDAT", [1])) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_built_otherwise_is_no_photo(string type, byte[] bytes) => Assert.Null(PlainPhoto.Of(bytes, type));

    [Fact]
    public void Exif_that_lies_about_where_its_tables_are_is_left_out()
    {
        byte[][] lies =
        [
            [], [.. "II*\0"u8], [.. "II*\0"u8, 0xff, 0xff, 0xff, 0xff], [.. "MM\0*"u8, 0x7f, 0xff, 0xff, 0xff, 0, 0], [.. "II*\0"u8, 8, 0, 0, 0, 0xff, 0xff],
            [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3], [.. "II*\0"u8, 6, 0, 0, 0], [.. "XX*\0"u8, .. Tiff(6)[4..]],
        ];
        Assert.All(lies, lie => Assert.Empty(PlainPhoto.OnlyOrientation(lie)));
    }

    [Fact]
    public void Whatever_is_broken_in_it_once_more_changes_nothing() => Gen.Select(Gen.Bool, Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 400], Gen.Byte).Sample(
        (isPng, first, with, second, and) =>
        {
            var (type, file) = isPng
                ? (PhotoFile.Png, Png(Chunk("eXIf", Tiff(6)), Chunk("tEXt", Said()), Chunk("IDAT", [1]), Chunk("tIME", Said())))
                : (PhotoFile.Jpeg, Jpeg(s_jfif, Segment(0xe1, [.. "Exif\0\0"u8, .. Tiff(6)]), s_colours, s_frame, s_scan, Segment(0xfe, Said()), s_scan));
            (file[8 + (first % (file.Length - 8))], file[8 + (second % (file.Length - 8))]) = (with, and);
            if (PlainPhoto.Of(file, type) is { } plain)
            {
                Assert.Equal(plain, PlainPhoto.Of(plain, type));
            }
        },
        iter: 20_000);

    private static byte[] Said() => Encoding.ASCII.GetBytes(Secret);

    private static byte[] Jpeg(params byte[][] segments) => [0xff, 0xd8, .. segments.SelectMany(x => x), 0xff, 0xd9];

    private static byte[] Segment(byte marker, byte[] content) => [0xff, marker, 0, (byte)(content.Length + 2), .. content];

    private static byte[] Png(params byte[][] chunks) =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR", [0, 0, 0, 20, 0, 0, 0, 10, 8, 2, 0, 0, 0]), .. chunks.SelectMany(x => x), .. Chunk("IEND", [])];

    private static byte[] Chunk(string type, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(type), .. content, 7, 7, 7, 7];

    /// <summary>How it is held, and a table of GPS with a place in it.</summary>
    private static byte[] Tiff(int turn, bool little = true)
    {
        byte[] Half(int x) => little ? [(byte)x, (byte)(x >> 8)] : [(byte)(x >> 8), (byte)x];
        byte[] Whole(int x) => little ? [.. Half(x), 0, 0] : [0, 0, .. Half(x)];
        return
        [
            .. little ? "II*\0"u8 : "MM\0*"u8, .. Whole(8), .. Half(2),
            .. Half(0x0112), .. Half(3), .. Whole(1), .. Half(turn), 0, 0,
            .. Half(0x8825), .. Half(4), .. Whole(1), .. Whole(38), .. Whole(0), .. Said(),
        ];
    }
}
