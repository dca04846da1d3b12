using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>A verdict keeps no copy of what went in: the versions of offer, item and operator give it again.</summary>
public sealed class VerdictInputsTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly (string Name, object? Value) Model = ("modelNumber", "KT-77");

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task Every_verdict_of_a_life_is_given_again_by_what_was_on_record_at_its_moment()
    {
        var listing = await LivedAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var verdicts = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<StoredAssessment>().AsNoTracking()
            .OrderBy(x => x.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(verdicts.Count(verdict => verdict.ListingId.Value == Shop.Uuid(listing)) >= 4, $"{verdicts.Count} verdicts");
        Assert.Contains(verdicts, verdict => verdict.Verdict == AssessmentVerdict.Fail);
        Assert.Contains(verdicts, verdict => verdict.Recalls is not null);
        var inputs = await scope.ServiceProvider.GetRequiredService<InputsAsOf>().OfAsync(verdicts, TestContext.Current.CancellationToken);
        foreach (var (verdict, facts) in verdicts.Zip(inputs))
        {
            Assert.NotNull(facts);
            Assert.Equal(verdict.InputsDigest, StoredAssessment.DigestOf(facts));
            var edition = await scope.ServiceProvider.GetRequiredService<RuleEditions>().FindAsync(verdict.PackVersion, TestContext.Current.CancellationToken);
            var again = Compliance.Of(new StandardsEngine(edition!).Assess(facts)).WaivedAs(verdict.Result, Tokyo.DayOf(verdict.At));
            Assert.True((again with { GraceUntil = verdict.Result.GraceUntil }).SaysTheSameAs(verdict.Result), JsonColumn.Write(again));
        }
    }

    [Fact]
    public async Task A_verdict_over_the_past_is_told_by_what_was_known_then_or_by_what_is_known_now()
    {
        const string Ask = """
            query($id: ID!, $asOf: DateTime!) { listing(id: $id) {
                then: compliance(asOf: $asOf) { verdict findings(unmetOnly: true) { ruleId } } now: compliance(asOf: $asOf, known: NOW) { verdict findings(unmetOnly: true) { ruleId } } } }
            """;
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(psePlate: null))));
        var item = (await _shop.OwnAsync(draft)).GetProperty("item").Text("id");
        await Task.Delay(20, TestContext.Current.CancellationToken);
        var drafted = server.Clock.GetUtcNow();

        // The plate was there all along.
        await DescribeAsync(item, _shop.Item());
        var seen = (await _shop.AskAsync(Ask, new { id = draft.Text("id"), asOf = Written(drafted) }, _shop.Refurbisher)).GetProperty("listing");
        Assert.Contains("LS-006", Rules(seen.GetProperty("then")));
        Assert.DoesNotContain("LS-006", Rules(seen.GetProperty("now")));

        var before = await _shop.AskAsync(Ask, new { id = draft.Text("id"), asOf = Written(drafted.AddDays(-1)) }, _shop.Refurbisher);
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null], before.GetProperty("listing").EnumerateObject().Select(field => field.Value.ValueKind));
        var stranger = await _shop.AskAsync(Ask, new { id = (await _shop.PublishedAsync(_shop.Refurbisher)).Text("id"), asOf = Written(server.Clock.GetUtcNow()) });
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null], stranger.GetProperty("listing").EnumerateObject().Select(field => field.Value.ValueKind));
    }

    private static IEnumerable<string> Rules(JsonElement compliance) => compliance.List("findings").Select(finding => finding.Text("ruleId"));

    /// <summary>Drafted unfit, described, published, priced anew, inspected, its operator changed, recalled.</summary>
    private async Task<JsonElement> LivedAsync()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(Model, ("facts", Shop.Facts(psePlate: null))));
        var item = (await _shop.OwnAsync(draft)).GetProperty("item").Text("id");
        await DescribeAsync(item, _shop.Item(Model, ("cosmeticGrade", "B")));
        var published = (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing");
        Assert.Equal("PUBLISHED", published.Text("state"));
        var priced = await _shop.DoAsync("changePrice", new { id = draft.Text("id"), expectedVersion = published.Text("version"), price = Shop.Yen(19_800) }, _shop.Refurbisher);
        Assert.Empty(priced.List("errors"));
        var inspection = new { itemId = item, performedOn = "2026-11-19", performer = "OWN_STAFF", result = "SUCCEEDED", checklist = new[] { new { name = "冷房", passed = true } }, cosmeticGrade = "C", gradeScheme = "RMJ2", idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("recordInspection", inspection, _shop.Refurbisher, "act { id }")).List("errors"));
        await DescribeAsync(item, _shop.Item(Model, ("cosmeticGrade", "S"), ("name", "エアコン KT-934G 別名")));
        await _shop.RecordPermitAsync("2026-12-31");
        await DescribeAsync(item, _shop.Item(Model, ("cosmeticGrade", "A")));
        await RecallAsync();
        await Shop.UntilAsync(async () => (await _shop.OwnAsync(draft)).Text("state") == "PAUSED");
        await DescribeAsync(item, _shop.Item(Model, ("cosmeticGrade", "B"), ("facts", Shop.Facts(year: "2009"))));
        return draft;
    }

    private async Task DescribeAsync(string item, object described) =>
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = item, item = described }, _shop.Refurbisher, "item { id }")).List("errors"));

    private async Task RecallAsync()
    {
        var recall = new
        {
            number = "R-1",
            brands = new[] { "アオバ電機" },
            models = new[] { new { number = Model.Value, isPrefix = false } },
            announcedOn = "2026-11-18",
            page = "https://recall.example/1",
        };
        var added = await _shop.DoAsync("addRecalls", new { source = "caa", recalls = new[] { recall }, idempotencyKey = Shop.Key() }, _shop.Token(Role.Platform), "added");
        Assert.True(!added.List("errors").Any(), added.ToString());
    }

    private static string Written(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What is found out later about an earlier day; on a clock of its own.</summary>
public sealed class KnownLaterTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task What_comes_with_the_make_was_so_before_and_what_was_done_later_was_not()
    {
        const string Ask = "query($id: ID!, $asOf: DateTime!) { listing(id: $id) { compliance(asOf: $asOf, known: NOW) { findings(unmetOnly: true) { ruleId rule { clause } } } } }";
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Array.Empty<object>())));
        var item = (await _shop.OwnAsync(draft)).GetProperty("item").Text("id");
        var drafted = server.Clock.GetUtcNow().AddSeconds(1);
        server.Clock.Advance(TimeSpan.FromDays(3));
        var described = await _shop.DoAsync("describeItem", new { id = item, item = _shop.Item() }, _shop.Refurbisher, "item { id }");
        Assert.Empty(described.List("errors"));
        var asOf = drafted.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var seen = await _shop.AskAsync(Ask, new { id = draft.Text("id"), asOf }, _shop.Refurbisher);
        var unmet = seen.List("listing", "compliance", "findings").Select(finding => finding.Text("ruleId")).ToList();
        Assert.DoesNotContain("LS-006", unmet);
        Assert.Contains("LS-015", unmet);
        Assert.DoesNotContain("LS-015", (await _shop.OwnAsync(draft)).List("compliance", "findings").Select(finding => finding.Text("ruleId")));
    }
}
