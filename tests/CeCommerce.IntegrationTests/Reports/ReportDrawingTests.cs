using System.Net;
using System.Security.Cryptography;
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

    [Fact]
    public async Task Its_files_are_for_those_who_may_see_it_and_unaltered()
    {
        var file = Json(await DrawnAsync(null));
        using var own = await FetchAsync(file.Text("path"), Refurbisher);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal("application/json", own.Content.Headers.ContentType?.MediaType);
        Assert.Equal(file.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(await own.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))));

        Assert.Equal(HttpStatusCode.OK, (await FetchAsync(file.Text("path"), _shop.Token(Role.Auditor))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(file.Text("path"), _shop.Token(Role.Operator, DemoOperators.Rental))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await FetchAsync(file.Text("path"), _shop.Refurbisher)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FetchAsync(file.Text("path"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync("/reports/rpt_00000000000000000000000000/files/../../x", Refurbisher)).StatusCode);
    }

    [Theory]
    [InlineData("2026-11-10", "2026-11-01", null, null, "REPORT_PERIOD_INVALID")]
    [InlineData("1926-11-01", "2026-11-01", null, null, "REPORT_PERIOD_INVALID")]
    [InlineData("2012-11-01", "2026-11-01", null, null, "REPORT_PERIOD_INVALID")]
    [InlineData("2026-11-01", "2026-11-30", null, null, "REPORT_PERIOD_INVALID")]
    [InlineData("2026-11-01", "2026-11-10", "2026-11-21", null, "REPORT_AS_OF_IN_FUTURE")]
    [InlineData("2026-11-01", "2026-11-10", null, "2027-01-01T00:00:00Z", "REPORT_AS_OF_IN_FUTURE")]
    [InlineData("2026-11-01", "2026-11-10", "2026-11-10", "2026-11-10T00:00:00Z", "REPORT_AS_OF_AMBIGUOUS")]
    public async Task What_cannot_be_reported_on_is_refused(string from, string to, string? day, string? instant, string code)
    {
        var asOf = day is null && instant is null ? null : new { day, instant };
        var payload = await AskAsync(new { from, to, asOf, idempotencyKey = Guid.CreateVersion7().ToString() }, Refurbisher);
        Assert.Equal(code, payload.List("errors").Single().Text("code"));
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("report").ValueKind);
    }

    [Fact]
    public async Task Another_operator_is_not_reported_on()
    {
        var foreign = OperatorId.From(_shop.OperatorOf(DemoOperators.Rental)).ToString();
        object input = new { operatorId = foreign, from = "2026-11-01", to = "2026-11-10", idempotencyKey = Guid.CreateVersion7().ToString() };
        Assert.Equal("OPERATOR_NOT_FOUND", (await AskAsync(input, Refurbisher)).List("errors").Single().Text("code"));
        Assert.Empty((await AskAsync(input, _shop.Token(Role.Platform))).List("errors"));
    }

    [Fact]
    public async Task The_same_request_again_asks_for_one_report()
    {
        var input = new { from = "2026-11-01", to = "2026-11-10", formats = new[] { "JSON" }, idempotencyKey = Guid.CreateVersion7().ToString() };
        var (first, again) = (await AskAsync(input, Refurbisher), await AskAsync(input, Refurbisher));
        Assert.Equal(first.GetProperty("report").Text("id"), again.GetProperty("report").Text("id"));
    }

    [Fact]
    public async Task A_schedule_draws_the_month_that_has_ended()
    {
        var token = _shop.Token(Role.Operator, DemoOperators.Rental);
        var begun = await _shop.DoAsync(
            "scheduleReport", new { dayOfMonth = 3, formats = new[] { "JSON" }, idempotencyKey = Guid.CreateVersion7().ToString() }, token, "schedule { id nextOn endedAt operator { code } }");
        Assert.Equal("2026-12-03", begun.GetProperty("schedule").Text("nextOn"));
        Assert.Equal("REPORT_DAY_INVALID", (await _shop.DoAsync("scheduleReport", new { dayOfMonth = 29, idempotencyKey = Guid.CreateVersion7().ToString() }, token, "schedule { id }")).List("errors").Single().Text("code"));

        _shop.Scalar("UPDATE reports.schedules SET next_on = '2026-11-01', next_month = '2026-10-01' WHERE operator_id = $1", _shop.OperatorOf(DemoOperators.Rental));
        JsonElement drawn = default;
        await Shop.UntilAsync(async () =>
        {
            drawn = (await _shop.AskAsync("{ reports(first: 10) { nodes { state from to asOf schedule { id } } } }", null, token)).GetProperty("reports").List("nodes").FirstOrDefault(node => node.GetProperty("schedule").ValueKind == JsonValueKind.Object);
            return drawn.ValueKind == JsonValueKind.Object && drawn.Text("state") == "DONE";
        });
        Assert.Equal(("2026-10-01", "2026-10-31", "2026-10-31T14:59:59.999+00:00"), (drawn.Text("from"), drawn.Text("to"), drawn.Text("asOf")));
        Assert.Equal(begun.GetProperty("schedule").Text("id"), drawn.GetProperty("schedule").Text("id"));

        var ended = await _shop.DoAsync("endReportSchedule", new { reportScheduleId = begun.GetProperty("schedule").Text("id"), idempotencyKey = Guid.CreateVersion7().ToString() }, token, "schedule { endedAt }");
        Assert.Equal(JsonValueKind.String, ended.GetProperty("schedule").GetProperty("endedAt").ValueKind);
    }

    private static JsonElement Json(JsonElement report) => report.List("files").Single(file => file.Text("format") == "JSON");

    private Task<JsonElement> AskAsync(object input, string token) => _shop.DoAsync("drawReport", input, token, "report { id }");

    private async Task<HttpResponseMessage> FetchAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> DrawnAsync(DateTimeOffset? asOf)
    {
        var payload = await _shop.DoAsync(
            "drawReport",
            new { from = "2026-11-01", to = "2026-11-20", asOf = asOf is { } moment ? new { instant = moment } : null, formats = new[] { "JSON" }, idempotencyKey = Guid.CreateVersion7().ToString() },
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
