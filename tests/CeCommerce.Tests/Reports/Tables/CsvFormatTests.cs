using System.Text;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;
using CeCommerce.Reports.Formats.Tables;
using Sylvan.Data.Csv;

namespace CeCommerce.Tests.Reports.Tables;

public sealed class CsvFormatTests
{
    private static readonly DrawnReport Sample = SampleReport.Make(rowsBehind: 3);

    [Theory]
    [InlineData(ReportCharset.Utf8, Language.Ja)]
    [InlineData(ReportCharset.Cp932, Language.Ja)]
    [InlineData(ReportCharset.Utf8, Language.En)]
    public async Task Every_figure_is_a_line_with_number_value_and_hash(ReportCharset charset, Language language)
    {
        var lines = Lines(await TextAsync(Sample, new(language, charset)));

        var figures = Sample.Document.Figures().ToList();
        Assert.Equal(figures.Select(placed => placed.Figure.Number), lines.Skip(1).Select(line => line[0]));
        Assert.All(lines, line => Assert.Equal(20, line.Length));
        Assert.All(lines.Skip(1), line => Assert.Equal(("jp-2026.11.5", "ce-commerce 2026.11.5; kobutsu 2026.11.5", Sample.ContentHash), (line[17], line[18], line[19])));
        Assert.Equal([("12.345", "kg"), ("12.5", "%")], lines.Where(line => line[0] is "2.1.1.3" or "2.1.1.5").Select(line => (line[8], line[9])));
    }

    [Fact]
    public async Task What_is_not_recorded_has_a_reason_and_no_value()
    {
        var line = Lines(await TextAsync(Sample, new(Language.En))).Single(line => line[0] == "2.1.2.1");

        Assert.Equal(("", "Returns are not recorded yet"), (line[8], line[10]));
    }

    [Fact]
    public async Task Utf8_begins_with_its_mark_and_lines_end_as_the_rfc_says()
    {
        var bytes = await BytesAsync(Sample, new(Language.Ja));

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(letter => letter == '\n'), Sample.Document.Figures().Count() + 1);
        Assert.Equal(bytes, await BytesAsync(SampleReport.Make(rowsBehind: 3), new(Language.Ja)));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("a=1", "\"a=1\"")]
    [InlineData("say \"x\", y", "\"say \"\"x\"\", y\"")]
    [InlineData("", "\"\"")]
    internal void A_text_is_never_a_formula(string text, string field) => Assert.Equal(field, CsvText.Of(text, ReportCharset.Utf8));

    [Theory]
    [InlineData("髙﨑①㈱～―", "髙﨑①㈱～―")]
    [InlineData("10〜20 − ¥", "10～20 － ￥")]
    [InlineData("𠮷野家 🍊 é", "〓野家 〓 〓")]
    internal void What_windows_31j_cannot_hold_is_seen(string text, string written)
    {
        var encoding = CsvText.EncodingOf(ReportCharset.Cp932);

        Assert.Equal($"\"{written}\"", encoding.GetString(encoding.GetBytes(CsvText.Of(text, ReportCharset.Cp932))));
    }

    [Fact]
    public void A_sign_that_becomes_a_wide_minus_is_guarded_too() => Assert.Equal("\"'－1\"", CsvText.Of("−1", ReportCharset.Cp932));

    [Fact]
    public async Task The_format_json_is_the_report_itself()
    {
        await using var output = new OneWayStream();
        await new JsonFormat().WriteAsync(Sample, new(Language.En), output, TestContext.Current.CancellationToken);

        Assert.Equal(Sample.Json.ToArray(), output.Written);
    }

    private static async Task<byte[]> BytesAsync(DrawnReport report, ReportStyle style)
    {
        await using var output = new OneWayStream();
        await new CsvFormat().WriteAsync(report, style, output, TestContext.Current.CancellationToken);
        return output.Written;
    }

    private static async Task<string> TextAsync(DrawnReport report, ReportStyle style)
    {
        using var text = new StreamReader(new MemoryStream(await BytesAsync(report, style)), CsvText.EncodingOf(style.Charset));
        return await text.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static List<string[]> Lines(string text)
    {
        using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { HasHeaders = false });
        var lines = new List<string[]>();
        while (reader.Read())
        {
            lines.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)]);
        }

        return lines;
    }
}
