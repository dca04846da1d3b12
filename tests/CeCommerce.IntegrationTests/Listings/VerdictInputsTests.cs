using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>A verdict keeps no copy of what went in: the versions of offer, item and operator give it again.</summary>
public sealed class VerdictInputsTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly (string Name, object? Value) Model = ("modelNumber", "KT-77");

    private static readonly string Verdicts = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "listings", "ListingVerdicts.graphql"));

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
        await KeptVerdicts.AreGivenAgainAsync(scope.ServiceProvider, verdicts);
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

    [Fact]
    public async Task The_verdicts_of_a_listing_are_read_newest_first_with_the_facts_of_their_moments()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(psePlate: null))), Shop.Offer(("facts", new[] { new { code = "SALE_OPTION", value = "false" } })));
        await DescribeAsync((await _shop.OwnAsync(draft)).GetProperty("item").Text("id"), _shop.Item());
        var published = (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing");
        await _shop.DoAsync("changePrice", new { id = draft.Text("id"), expectedVersion = published.Text("version"), price = Shop.Yen(1) }, _shop.Refurbisher);

        var verdicts = await VerdictsAsync(draft);
        Assert.Equal(["CHANGE", "DRAFT"], verdicts.Select(verdict => verdict.Text("occasion")).TakeLast(2));
        Assert.Equal(["ROUND", null], verdicts.TakeLast(2).Select(verdict => FactIn(verdict, "PSE_MARK")));
        Assert.Equal("false", FactIn(verdicts[^1], "SALE_OPTION"));
        Assert.Equal(verdicts.Select(verdict => verdict.GetProperty("at").GetDateTimeOffset()).OrderDescending(), verdicts.Select(verdict => verdict.GetProperty("at").GetDateTimeOffset()));
        Assert.Contains("LS-006", Rules(verdicts[^1].GetProperty("compliance")));
        Assert.DoesNotContain("LS-006", Rules(verdicts[^2].GetProperty("compliance")));
        var mark = verdicts[^1].List("compliance", "findings").Single(finding => finding.Text("ruleId") == "LS-006");
        Assert.Equal(("mark", "PSE_MARK", "item facts pseMark"), (mark.Text("clause"), mark.Text("fact"), string.Join(' ', mark.List("path"))));
        Assert.All(verdicts, verdict =>
        {
            Assert.Equal((64, true), (verdict.Text("inputsSha256").Length, verdict.GetProperty("inputsKnown").GetBoolean()));
            Assert.EndsWith("/Refurbisher", verdict.Text("by"), StringComparison.Ordinal);
            Assert.StartsWith("jp-", verdict.Text("edition"), StringComparison.Ordinal);
        });
        var earlier = await VerdictsAsync(draft, before: verdicts[^2].Text("at"));
        Assert.Equal(verdicts[^1].ToString(), Assert.Single(earlier).ToString());
        Assert.Equal(verdicts[0].ToString(), Assert.Single(await VerdictsAsync(draft, first: 1)).ToString());
    }

    [Fact]
    public async Task Verdicts_are_for_insiders_and_read_within_bounds()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        foreach (var stranger in new[] { _shop.Token(Role.Operator, DemoOperators.Rental), _shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "operators:read") })
        {
            var seen = await _shop.AskAsync(Verdicts, new { id = listing.Text("id") }, stranger);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("listing").GetProperty("verdicts").ValueKind);
        }

        Assert.Equal("UNAUTHENTICATED", await FaultAsync(new { id = listing.Text("id") }, token: null));
        Assert.Equal("FORBIDDEN", await FaultAsync(new { id = listing.Text("id") }, _shop.Token(Role.Consumer, consumer: "verdicts")));

        Assert.NotEmpty(await VerdictsAsync(listing, token: _shop.Token(Role.Auditor)));
        Assert.Equal("BEFORE_IN_FUTURE", await FaultAsync(new { id = listing.Text("id"), before = Written(server.Clock.GetUtcNow().AddMinutes(1)) }, _shop.Refurbisher));
        Assert.Equal("PAGE_TOO_LARGE", await FaultAsync(new { id = listing.Text("id"), first = 51 }, _shop.Refurbisher));
        Assert.Equal("PAGE_ARGUMENTS_INVALID", await FaultAsync(new { id = listing.Text("id"), first = 0 }, _shop.Refurbisher));
    }

    private static string? FactIn(JsonElement verdict, string code) =>
        verdict.List("facts").Where(fact => fact.Text("code") == code).Select(fact => fact.Text("value")).SingleOrDefault();

    private async Task<List<JsonElement>> VerdictsAsync(JsonElement listing, int? first = null, string? before = null, string? token = null) =>
        [.. (await _shop.AskAsync(Verdicts, new { id = listing.Text("id"), first = first ?? 20, before }, token ?? _shop.Refurbisher)).List("listing", "verdicts")];

    private async Task<string> FaultAsync(object variables, string? token) => (await server.GraphQLAsync(Verdicts, variables, token)).Fault();

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
