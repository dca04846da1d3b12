using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.Listings;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Orders.Demo;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Hosting;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>A server whose demo operators have a year behind them.</summary>
public sealed class DemoYearServer(TestCluster cluster) : IAsyncLifetime
{
    public TestServer Server { get; } = new(cluster) { DemoYear = true };

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>The made-up past of the demo operators is one that was recorded as it went by.</summary>
public sealed class DemoYearTests(DemoYearServer started) : IClassFixture<DemoYearServer>
{
    private static readonly DateOnly First = Tokyo.DayOf(TestClock.Today).AddDays(-365);

    private readonly Shop _shop = new(started.Server);

    public static TheoryData<string> Operators => [DemoOperators.Refurbisher, DemoOperators.Rental];

    [Theory]
    [MemberData(nameof(Operators))]
    public async Task Every_month_has_verdicts_and_something_on_the_shelf(string code)
    {
        var report = await DrawnAsync(code, First, First.AddDays(364));
        foreach (var name in new[] { "verdicts_by_month", "shelf_by_month_end" })
        {
            var table = report.Sections.SelectMany(section => section.Tables).Single(table => table.Code == name);
            Assert.Equal(13, table.Rows.Count);
            Assert.All(table.Rows, row => Assert.True(row.Cells.Sum(cell => cell.Figure!.Value) > 0, $"{name} {row.Code}"));
        }
    }

    [Fact]
    public void What_happened_was_recorded_on_its_day_and_in_its_order()
    {
        Assert.Equal(Tokyo.StartOf(First), Day("SELECT min(at) FROM platform.events"));
        Assert.Equal(Tokyo.StartOf(First), Day("SELECT min(activated_at) FROM standards.editions"));
        Assert.Equal(Tokyo.StartOf(First), Day("SELECT max(created_at) FROM operators.operators"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM (SELECT at < lag(at) OVER (ORDER BY sequence) - interval '1 second' AS back FROM platform.events) line WHERE back"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'YEAR-%' AND created_at >= $1", TestClock.Today.ToUniversalTime()));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM listings.listings WHERE source_id NOT LIKE 'YEAR-%' AND created_at < $1", TestClock.Today.ToUniversalTime()));
    }

    [Theory]
    [InlineData("listing.paused", 4)]
    [InlineData("listing.withdrawn", 4)]
    [InlineData("listing.sold", 24)]
    [InlineData("order.completed", 20)]
    [InlineData("order.refunded", 2)]
    [InlineData("order.cancelled", 2)]
    [InlineData("waiver.granted", 1)]
    [InlineData("recall.added", 1)]
    [InlineData("item.erased", 8)]
    [InlineData("item.repaired", 20)]
    [InlineData("operator.self_assessed", 30)]
    public void Of_everything_that_operators_know_there_is_something(string kind, long least)
    {
        var found = (long)_shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = $1 AND at < $2", kind, TestClock.Today.ToUniversalTime())!;
        Assert.True(found >= least, $"{found} {_shop.Scalar("SELECT string_agg(kind || ' ' || n, ', ') FROM (SELECT kind, count(*) n FROM platform.events GROUP BY kind) each")}");
    }

    [Fact]
    public async Task Kept_facts_give_the_verdicts_of_the_year_again()
    {
        await using var scope = started.Server.Services.CreateAsyncScope();
        var verdicts = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<StoredAssessment>().AsNoTracking()
            .Where(x => x.At < TestClock.Today.ToUniversalTime()).OrderBy(x => x.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(13, verdicts.Select(verdict => Tokyo.DayOf(verdict.At)).Select(day => (day.Year, day.Month)).Distinct().Count());
        Assert.Contains(verdicts, verdict => verdict.Verdict == AssessmentVerdict.Fail);
        Assert.Contains(verdicts, verdict => verdict.Recalls is not null);
        Assert.Contains(verdicts, verdict => verdict.Occasion == AssessmentOccasion.HandOver || verdict.Occasion == AssessmentOccasion.Waiver);
        await KeptVerdicts.AreGivenAgainAsync(scope.ServiceProvider, verdicts);
    }

    [Fact]
    public void What_was_told_before_a_lease_has_versions() =>
        Assert.Equal(3, _shop.Scalar("SELECT max(version) FROM listings.lease_disclosures"));

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        var before = _shop.Scalar("SELECT count(*) FROM platform.events");
        var settings = started.Server.Services.GetRequiredService<Settings>();
        await StartupStep.RunAllAsync(Features.Composition.Steps, started.Server.Services, settings, serving: false, TestContext.Current.CancellationToken);
        Assert.Equal(before, _shop.Scalar("SELECT count(*) FROM platform.events"));
    }

    [Fact]
    public async Task Outside_development_nobody_gets_a_past()
    {
        var settings = started.Server.Services.GetRequiredService<Settings>() with { Environment = "Production" };
        await using var services = new ServiceCollection().AddSingleton(settings).BuildServiceProvider();
        await Assert.ThrowsAsync<InvalidOperationException>(() => DemoYear.SeedAsync(services, Features.Composition.AddServices, TestContext.Current.CancellationToken));
    }

    private DateTimeOffset Day(string sql) => Tokyo.StartOf(Tokyo.DayOf(new DateTimeOffset((DateTime)_shop.Scalar(sql)!, TimeSpan.Zero)));

    private async Task<ReportDocument> DrawnAsync(string code, DateOnly from, DateOnly to)
    {
        var token = _shop.Token(Role.Operator, code);
        var input = new { from = Written(from), to = Written(to), asOf = new { day = Written(to) }, formats = new[] { "JSON" }, idempotencyKey = Shop.Key() };
        var asked = await _shop.DoAsync("drawReport", input, token, "report { id }");
        Assert.Empty(asked.List("errors"));
        JsonElement report = default;
        await Shop.UntilAsync(async () =>
        {
            report = (await _shop.AskAsync("query($id: ID!) { report(id: $id) { state files { path } } }", new { id = asked.GetProperty("report").Text("id") }, token)).GetProperty("report");
            return report.Text("state") is "DONE" or "FAILED";
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, report.List("files").Single().Text("path"));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await started.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<ReportDocument>(json, CommerceJson.Options)!;
    }

    private static string Written(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
