using System.Text;
using System.Text.Json.Nodes;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Tests.Reports;

public sealed class ReportJsonTests
{
    private static readonly DrawnReport Sample = SampleReport.Make(rowsBehind: 0);

    [Fact]
    public void A_report_that_was_handed_out_is_read_as_it_was_drawn()
    {
        var read = ReportJson.Read(Sample.Json).Value!;

        Assert.True(read.AsDrawn);
        Assert.Equal((Sample.ContentHash, Sample.ContentHash), (read.FileHash, read.ContentHash));
        Assert.Equal(CanonicalJson.Of(Sample.Document), CanonicalJson.Of(read.Document));
    }

    [Fact]
    public void Spaces_and_order_are_noticed_though_the_content_is_the_same()
    {
        var spaced = Read(Json().ToJsonString(new() { WriteIndented = true })).Value!;
        var marked = ReportJson.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Sample.Json.ToArray()).ToArray()).Value!;
        var reordered = Read(new JsonObject(Json().Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString()).Value!;

        Assert.All([spaced, marked, reordered], read =>
        {
            Assert.False(read.AsDrawn);
            Assert.Equal(Sample.ContentHash, read.ContentHash);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"format\":")]
    [InlineData("{} {}")]
    [InlineData("{\"format\":\"cecommerce-report/1\",}")]
    public void What_is_no_json_is_refused(string text) => Assert.IsType<ReportFileNotJson>(Read(text).Error);

    [Fact]
    public void Bytes_that_are_no_utf_8_are_refused() => Assert.IsType<ReportFileNotJson>(ReportJson.Read(Encoding.Latin1.GetBytes("{\"format\":\"\u00e9\"}")).Error);

    [Fact]
    public void A_file_that_nests_deeper_than_a_report_is_refused() =>
        Assert.IsType<ReportFileNotJson>(Read(new string('[', 100_000) + new string(']', 100_000)).Error);

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_read() =>
        Assert.Equal(ReportJson.MostBytes + 1, Assert.IsType<ReportFileTooLarge>(ReportJson.Read(new byte[ReportJson.MostBytes + 1]).Error).Bytes);

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":\"\\ud800\"}")]
    [InlineData("{\"format\":\"cecommerce-report/2\"}")]
    public void Json_of_something_else_is_refused(string text) => Assert.IsType<ReportFormatUnknown>(Read(text).Error);

    [Theory]
    [InlineData("\"edition\":\"jp-2026.11.5\"", "\"edition\":\"jp-2026.11.5\",\"edition\":\"jp-2027\"")]
    [InlineData("\"number\":\"2.1.1.1\"", "\"number\":\"2.1.1.1\",\"number\":\"2.1.1.9\"")]
    public void A_name_that_stands_twice_is_refused(string text, string by) => Assert.IsType<ReportFileAmbiguous>(Read(Changed(text, by)).Error);

    [Theory]
    [InlineData("\"edition\":\"jp-2026.11.5\",", "")]
    [InlineData("\"edition\":\"jp-2026.11.5\"", "\"edition\":null")]
    [InlineData("\"edition\":\"jp-2026.11.5\"", "\"edition\":\"jp-2026.11.5\",\"note\":\"of my own\"")]
    [InlineData("\"edition\":\"jp-2026.11.5\"", "\"Edition\":\"jp-2026.11.5\"")]
    [InlineData("\"feedPosition\":4711", "\"feedPosition\":\"4711\"")]
    [InlineData("\"feedPosition\":4711", "\"feedPosition\":9223372036854775808")]
    [InlineData("\"feedPosition\":4711", "\"feedPosition\":1e400")]
    [InlineData("\"feedPosition\":4711", "\"feedPosition\":4711.5")]
    [InlineData("\"from\":\"2026-01-01\"", "\"from\":\"2026-02-30\"")]
    [InlineData("\"kind\":\"Operator\"", "\"kind\":7")]
    [InlineData("\"kind\":\"Operator\"", "\"kind\":\"Nobody\"")]
    [InlineData("\"kind\":\"Operator\"", "\"kind\":\"7\"")]
    [InlineData("\"name\":\"verdicts\"", "\"name\":\"\\ud800\"")]
    [InlineData("\"number\":\"2.1.1.1\"", "\"number\":\"2.1.1.2\"")]
    [InlineData("\"number\":\"2.1\"", "\"number\":\"2.2\"")]
    [InlineData("\"number\":\"2.1.1.1\",\"value\":1234", "\"number\":\"2.1.1.1\"")]
    [InlineData("{\"day\":\"2026-10-01\"}", "{\"day\":\"2026-10-01\"},{\"day\":\"2026-10-01\"}")]
    [InlineData("{\"day\":\"2026-10-01\"}", "null")]
    [InlineData("\"code\":\"kobutsu\"", "\"code\":\"ce-commerce\"")]
    public void What_is_not_exactly_a_report_is_refused(string text, string by) => Assert.IsType<ReportFileMalformed>(Read(Changed(text, by)).Error);

    [Fact]
    public void No_more_is_said_back_than_tells_the_place()
    {
        var error = Read(Changed("\"edition\":", $"\"{new string('x', 100_000)}\":1,\"edition\":")).Error!;

        Assert.InRange(error.Message.En.Length, 1, 300);
        Assert.InRange(Read($$"""{"format":"{{new string('x', 100_000)}}"}""").Error!.ToString()!.Length, 1, 600);
    }

    [Fact]
    public void Bytes_that_were_changed_anywhere_are_refused_or_noticed()
    {
        var random = new Random(20_261_120);
        for (var i = 0; i < 400; i++)
        {
            var bytes = Sample.Json.ToArray();
            var at = random.Next(bytes.Length);
            bytes[at] = (byte)(bytes[at] ^ (1 << random.Next(8)));
            var read = ReportJson.Read(bytes);
            Assert.True(read.Error is not null || read.Value!.ContentHash != Sample.ContentHash || !read.Value.AsDrawn, $"Byte {at}");
        }
    }

    private static Outcome<ReadReport> Read(string text) => ReportJson.Read(Encoding.UTF8.GetBytes(text));

    private static string Changed(string text, string by)
    {
        var json = Encoding.UTF8.GetString(Sample.Json.Span);
        Assert.Contains(text, json, StringComparison.Ordinal);
        var at = json.IndexOf(text, StringComparison.Ordinal);
        return string.Concat(json.AsSpan(0, at), by, json.AsSpan(at + text.Length));
    }

    private static JsonObject Json() => JsonNode.Parse(Sample.Json.Span)!.AsObject();
}
