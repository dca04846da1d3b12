using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>A report is drawn in every format, and each file is known again, unaltered or not.</summary>
public sealed class ReportVerificationTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Files = "report { id state failure contentHash files { format language mediaType length sha256 path } }";

    private readonly Shop _shop = new(server);

    private string Refurbisher => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task Every_format_is_drawn_and_verified_and_a_forged_one_is_not()
    {
        await _shop.PublishedAsync(Refurbisher);
        var report = await DrawnAsync();
        var files = report.List("files");
        Assert.Equal(["CSV", "HTML", "JSON", "PDF", "XLSX"], files.Select(file => file.Text("format")).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var bytes = await BytesAsync(file);
            Assert.Equal(file.GetProperty("length").GetInt64(), bytes.Length);
            var verified = await VerifiedAsync(bytes);
            Assert.Equal(("Equal", report.Text("id")), (verified.Text("result"), verified.Text("report")));

            var forged = await VerifiedAsync(file.Text("format") == "JSON" ? Forged(bytes) : [.. bytes, (byte)' ']);
            Assert.True(forged.Text("result") is "Different" or "Unknown", forged.ToString());
            if (file.Text("format") == "JSON")
            {
                Assert.NotEmpty(forged.List("differences"));
            }
        }

        // To another operator no such file was drawn.
        Assert.Equal("Unknown", (await VerifiedAsync(await BytesAsync(files.Single(file => file.Text("format") == "CSV")), _shop.Token(Role.Operator, DemoOperators.Rental))).Text("result"));
    }

    [Fact]
    public async Task What_was_read_and_is_gone_is_told()
    {
        var listing = await _shop.PublishedAsync(Refurbisher);
        var report = await DrawnAsync();
        var json = await BytesAsync(report.List("files").Single(file => file.Text("format") == "JSON"));
        _shop.Scalar("DELETE FROM listings.assessments WHERE listing_id = $1", Shop.Uuid(listing));
        var verified = await VerifiedAsync(json);
        Assert.Equal("InputsGone", verified.Text("result"));
        Assert.Contains(verified.List("gone"), gone => gone.Text("name") == "verdicts");
    }

    [Theory]
    [InlineData("{", "REPORT_FILE_NOT_JSON")]
    [InlineData("{\"format\":\"something else\"}", "REPORT_FORMAT_UNKNOWN")]
    [InlineData("{\"format\":\"cecommerce-report/1\"}", "REPORT_FILE_MALFORMED")]
    public async Task What_is_no_report_is_refused(string file, string code)
    {
        using var answer = await SendAsync(Encoding.UTF8.GetBytes(file), Refurbisher);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Unknown", (await VerifiedAsync([1, 2, 3])).Text("result"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync([1], null)).StatusCode);
    }

    private static byte[] Forged(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        var at = text.IndexOf("\"value\":", StringComparison.Ordinal) + "\"value\":".Length;
        return Encoding.UTF8.GetBytes(text.Insert(at, "9"));
    }

    private async Task<JsonElement> VerifiedAsync(byte[] file, string? token = null)
    {
        using var answer = await SendAsync(file, token ?? Refurbisher);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] file, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports/verify") { Content = new ByteArrayContent(file) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<byte[]> BytesAsync(JsonElement file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Text("path"));
        request.Headers.Authorization = new("Bearer", Refurbisher);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> DrawnAsync()
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var payload = await _shop.DoAsync("drawReport", new { from = "2026-11-01", to = "2026-11-20", idempotencyKey = Guid.CreateVersion7().ToString() }, Refurbisher, Files);
        Assert.Empty(payload.List("errors"));
        var id = payload.GetProperty("report").Text("id");
        JsonElement report = default;
        await Shop.UntilAsync(async () =>
        {
            report = (await _shop.AskAsync($"query($id: ID!) {{ {Files.Replace("report {", "report(id: $id) {", StringComparison.Ordinal)} }}", new { id }, Refurbisher)).GetProperty("report");
            return report.Text("state") is "DONE" or "FAILED";
        });
        Assert.True(report.Text("state") == "DONE", report.ToString());
        return report;
    }
}
