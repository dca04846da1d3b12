using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>The platform's page of measures is drawn over all operators, for the platform alone.</summary>
public sealed class PlatformReportTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Report = "report { id kind operator { id } state contentHash failureCode }";

    private readonly Shop _shop = new(server);

    private string Platform => _shop.Token(Role.Platform);

    private string Refurbisher => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task The_platform_has_its_page_of_measures_over_all_operators()
    {
        var (one, other) = (await _shop.PublishedAsync(Refurbisher), await _shop.PublishedAsync(Refurbisher));
        await _shop.DoAsync("suspendListing", new { id = other.Text("id"), reason = "要請による" }, Platform, "listing { id }");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var asOf = server.Clock.GetUtcNow();
        var report = await DrawnAsync(asOf);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await _shop.DoAsync("pauseListing", new { id = one.Text("id") }, Refurbisher, "listing { id }");
        var again = await DrawnAsync(asOf);

        Assert.Equal("PLATFORM", report.Text("kind"));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("operator").ValueKind);
        Assert.Equal(report.Text("contentHash"), again.Text("contentHash"));
        Assert.True((await BehindAsync(report, "1.2.1.1")).Count() > 1);
        Assert.Contains(other.Text("id"), await BehindAsync(report, "1.2.9.1"));
        Assert.Contains(one.Text("id"), await BehindAsync(report, "1.2.5.1"));
        Assert.Equal("not recorded", (await FigureAsync(report, "1.2.12.1", Platform)).GetProperty("shown").GetString());
    }

    [Fact]
    public async Task Nobody_else_may_ask_for_it_or_see_it()
    {
        var report = await DrawnAsync(null);

        foreach (var token in (string[])[Refurbisher, _shop.Token(Role.Auditor)])
        {
            var refused = await AskAsync(token, new { kind = "PLATFORM", from = "2026-11-01", to = "2026-11-20", idempotencyKey = Shop.Key() });
            Assert.Equal("PLATFORM_REPORT_REFUSED", refused.Refusal().Text("code"));
            Assert.Equal(JsonValueKind.Null, (await FigureAsync(report, "1.2.1.1", token)).ValueKind);
            var seen = await _shop.AskAsync("query($id: ID!) { report(id: $id) { id } reports { nodes { id } } }", new { id = report.Text("id") }, token);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("report").ValueKind);
            Assert.DoesNotContain(report.Text("id"), seen.List("reports", "nodes").Select(one => one.Text("id")));
        }
    }

    [Fact]
    public async Task It_is_about_no_single_operator()
    {
        var owner = (await _shop.AskAsync($"{{ operatorByCode(code: \"{DemoOperators.Refurbisher}\") {{ id }} }}", null, Platform)).GetProperty("operatorByCode").Text("id");
        var refused = await AskAsync(Platform, new { kind = "PLATFORM", operatorId = owner, from = "2026-11-01", to = "2026-11-20", idempotencyKey = Shop.Key() });

        Assert.Equal("PLATFORM_REPORT_REFUSED", refused.Refusal().Text("code"));
    }

    private Task<JsonElement> AskAsync(string token, object input) => _shop.DoAsync("drawReport", input, token, Report);

    private async Task<IEnumerable<string>> BehindAsync(JsonElement report, string figure) =>
        (await FigureAsync(report, figure, Platform)).List("rows", "nodes").Select(row => row.Text("reference"));

    private async Task<JsonElement> FigureAsync(JsonElement report, string figure, string token) => (await _shop.AskAsync(
        "query($id: ID!, $figure: String!) { reportFigure(reportId: $id, figure: $figure) { shown rows(first: 100) { nodes { reference } } } }",
        new { id = report.Text("id"), figure }, token, "en")).GetProperty("reportFigure");

    private async Task<JsonElement> DrawnAsync(DateTimeOffset? asOf)
    {
        var payload = await AskAsync(Platform, new
        {
            kind = "PLATFORM",
            from = "2026-11-01",
            to = "2026-11-20",
            asOf = asOf is { } moment ? new { instant = moment } : null,
            formats = new[] { "JSON" },
            idempotencyKey = Shop.Key(),
        });
        Assert.Empty(payload.List("errors"));
        var id = payload.GetProperty("report").Text("id");
        JsonElement report = default;
        await Shop.UntilAsync(async () =>
        {
            report = (await _shop.AskAsync($"query($id: ID!) {{ {Report.Replace("report {", "report(id: $id) {", StringComparison.Ordinal)} }}", new { id }, Platform)).GetProperty("report");
            return report.Text("state") is "DONE" or "FAILED";
        });
        Assert.True(report.Text("state") == "DONE", report.ToString());
        return report;
    }
}
