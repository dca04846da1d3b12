using System.Diagnostics;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Pdf;

namespace CeCommerce.Tests.Reports.Formats;

/// <summary>Reads PDF files with the programs of Debian's package poppler-utils.</summary>
internal static class Poppler
{
    public static async Task<byte[]> PdfOf(DrawnReport report, Language language = Language.Ja)
    {
        var format = new PdfReportFormat(new());
        Assert.SkipUnless(format.Refusal is null, $"The package {JapaneseFont.Package} is not on this machine.");
        var output = new MemoryStream();
        await format.WriteAsync(report, new(language), output, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>What a program prints of a file; whatever it complains of fails the test.</summary>
    /// <param name="arguments">Before the name of the file.</param>
    public static async Task<string> Run(string program, byte[] pdf, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), "The package poppler-utils is not on this machine.");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, pdf, TestContext.Current.CancellationToken);
        try
        {
            string[] all = [.. arguments, path, .. program == "pdftotext" ? ["-"] : Array.Empty<string>()];
            using var process = Process.Start(new ProcessStartInfo($"/usr/bin/{program}", all)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Empty(await complaints);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>In the order it was drawn, without any space, so that it does not matter where lines were broken.</summary>
    public static async Task<string> Letters(byte[] pdf) => Tight(await Run("pdftotext", pdf, "-raw"));

    public static string Tight(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public static int Times(string text, string letters) => letters.Split(Tight(text)).Length - 1;
}
