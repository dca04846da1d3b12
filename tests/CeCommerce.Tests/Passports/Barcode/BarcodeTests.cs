using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CeCommerce.Passports.Barcode;
using ZXing;
using ZXing.Common;

namespace CeCommerce.Tests.Passports.Barcode;

/// <summary>What is printed is read back. ZXing did not write the QR codes; the Data Matrix codes go through a reader of another house too, where there is one.</summary>
public sealed partial class BarcodeTests
{
    public static TheoryData<string, Symbology> Codes => new(
        from text in new[]
        {
            "https://id.example/01/09520123456788/21/Zz9-_abcDEF01234567x",
            "https://localhost:5443/8004/4912345abcDEF",
            "https://id.example/01/09520123456788/10/A%2FB/21/%25?17=261231&3103=000195",
        }
        from symbology in Enum.GetValues<Symbology>()
        select (text, symbology));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_reads_as_the_link_alone(string link, Symbology symbology)
    {
        var grid = CeCommerce.Passports.Barcode.Barcode.Of(link, symbology);
        Assert.Equal(link, Read(Drawn(SvgImage.Of(grid))));
        Assert.Equal(link, Read(PngPixels.Of(PngImage.Of(grid))));
    }

    [Theory]
    [InlineData(Symbology.Qr, 4)]
    [InlineData(Symbology.DataMatrix, 2)]
    public void A_code_has_a_light_margin(Symbology symbology, int margin)
    {
        var grid = CeCommerce.Passports.Barcode.Barcode.Of("https://id.example/01/09520123456788", symbology);
        for (var along = 0; along < grid.Size; along++)
        {
            for (var deep = 0; deep < margin; deep++)
                Assert.False(grid[deep, along] || grid[along, deep] || grid[grid.Size - 1 - deep, along] || grid[along, grid.Size - 1 - deep]);
        }

        Assert.True(grid[grid.Size / 2, margin] || grid[margin, margin]);
    }

    [Fact]
    public async Task A_reader_of_another_house_reads_the_data_matrix()
    {
        const string Link = "https://id.example/01/09520123456788/21/Zz9-_abcDEF01234567x";
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".png");
        await File.WriteAllBytesAsync(file, PngImage.Of(CeCommerce.Passports.Barcode.Barcode.Of(Link, Symbology.DataMatrix)), TestContext.Current.CancellationToken);
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("dmtxread", file) { RedirectStandardOutput = true, UseShellExecute = false })!;
            Assert.Equal(Link, (await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("dmtxread is not on this machine");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Read((byte[] Grey, int Size) image) => new MultiFormatReader().decode(
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(image.Grey, image.Size, image.Size, RGBLuminanceSource.BitmapFormat.Gray8))),
        new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true, [DecodeHintType.POSSIBLE_FORMATS] = new[] { BarcodeFormat.QR_CODE, BarcodeFormat.DATA_MATRIX } })?.Text;

    /// <summary>The runs of the path, painted 8 pixels a module.</summary>
    private static (byte[] Grey, int Size) Drawn(byte[] svg)
    {
        var text = Encoding.UTF8.GetString(svg);
        var size = Number(ViewBox().Match(text).Groups[1].Value) * 8;
        var grey = Enumerable.Repeat((byte)255, size * size).ToArray();
        foreach (Match run in Run().Matches(text))
        {
            var (x, y, width) = (Number(run.Groups[1].Value) * 8, Number(run.Groups[2].Value) * 8, Number(run.Groups[3].Value) * 8);
            for (var line = y; line < y + 8; line++)
                grey.AsSpan((line * size) + x, width).Clear();
        }

        return (grey, size);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"viewBox=""0 0 (?<size>\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ViewBox();

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<length>\d+)v1h-\d+z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Run();
}
