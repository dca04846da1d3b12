using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>Reports are asked for, drawn by a worker, and drawn again to the same hash whatever happened since.</summary>
public sealed class ReportDrawingTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Report = "report { id state from to asOf feedPosition edition contentHash listingsRead failureCode files { format language mediaType length sha256 path } }";

    private readonly Shop _shop = new(server);

    private string Refurbisher => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task The_same_instant_gives_the_same_hash_whatever_happened_since()
    {
        var sold = await _shop.PublishedAsync(Refurbisher);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var asOf = server.Clock.GetUtcNow();
        var first = await DrawnAsync(asOf);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await _shop.PublishedAsync(Refurbisher);
        await _shop.DoAsync("pauseListing", new { id = sold.Text("id") }, Refurbisher, "listing { id }");
        var again = await DrawnAsync(asOf);
        var later = await DrawnAsync(null);

        Assert.Equal(first.Text("contentHash"), again.Text("contentHash"));
        Assert.Equal(Json(first).Text("sha256"), Json(again).Text("sha256"));
        Assert.Equal(first.Text("contentHash"), Json(first).Text("sha256"));
        Assert.NotEqual(first.Text("contentHash"), later.Text("contentHash"));
    }

    [Fact]
    public async Task A_figure_leads_to_the_records_behind_it()
    {
        await _shop.PublishedAsync(Refurbisher);
        var report = await DrawnAsync(null);
        var answer = await _shop.AskAsync(
            "query($id: ID!) { reportFigure(reportId: $id, figure: \"2.2.2.1\") { number section table row column formula shown missing rows(first: 1) { totalCount nodes { kind reference at title note } pageInfo { hasNextPage } } } }",
            new { id = report.Text("id") }, Refurbisher);
        var figure = answer.GetProperty("reportFigure");
        Assert.Equal("2.2.2.1", figure.Text("number"));
        Assert.True(figure.GetProperty("rows").GetProperty("totalCount").GetInt32() > 0, answer.ToString());
    }

    private static JsonElement Json(JsonElement report) => report.List("files").Single(file => file.Text("format") == "JSON");

    private async Task<JsonElement> DrawnAsync(DateTimeOffset? asOf)
    {
        var payload = await _shop.DoAsync(
            "drawReport",
            new { from = "2026-11-01", to = "2026-11-20", asOf = asOf is { } moment ? new { instant = moment } : null, formats = new[] { "JSON" }, idempotencyKey = Guid.NewGuid().ToString() },
            Refurbisher, Report);
        Assert.Empty(payload.List("errors"));
        var id = payload.GetProperty("report").Text("id");
        JsonElement report = default;
        await Shop.UntilAsync(async () =>
        {
            report = (await _shop.AskAsync($"query($id: ID!) {{ {Report.Replace("report {", "report(id: $id) {", StringComparison.Ordinal)} }}", new { id }, Refurbisher)).GetProperty("report");
            return report.Text("state") is "DONE" or "FAILED";
        });
        Assert.True(report.Text("state") == "DONE", report.ToString());
        return report;
    }
}
