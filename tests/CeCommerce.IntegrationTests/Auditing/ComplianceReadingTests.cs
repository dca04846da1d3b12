using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>Verdicts as they stood, and those of an operator together.</summary>
public sealed class ComplianceReadingTests(TestServer server) : IClassFixture<TestServer>
{
    private const string AsOf = "query($id: ID!, $asOf: DateTime!) { listing(id: $id) { now: compliance { verdict } then: compliance(asOf: $asOf) { verdict mayPublish } } }";
    private const string Together =
        "query($code: String!) { operatorByCode(code: $code) { compliance { verdicts { verdict listings } openFindings { ruleId clause effect listings waived } waivers { clause operator { code } } } } }";

    private readonly Shop _shop = new(server);

    private DateTimeOffset Now => server.Clock.GetUtcNow();

    [Fact]
    public async Task A_verdict_is_read_as_it_stood_then()
    {
        var before = Now.AddSeconds(-1);
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year: "2009"))));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        var drafted = Now;
        await Task.Delay(20, TestContext.Current.CancellationToken);
        var item = (await _shop.OwnAsync(draft)).GetProperty("item").Text("id");
        var described = _shop.Item();
        await _shop.DoAsync("describeItem", new { id = item, item = described }, _shop.Refurbisher, "item { id }");

        var auditor = _shop.Token(Role.Platform);
        Assert.Equal(JsonValueKind.Null, (await ThenAsync(draft, before, auditor)).ValueKind);
        Assert.Equal("FAIL", (await ThenAsync(draft, drafted, auditor)).Text("verdict"));
        Assert.NotEqual("FAIL", (await ThenAsync(draft, Now, auditor)).Text("verdict"));
        Assert.Equal(JsonValueKind.Null, (await ThenAsync(draft, new(1, 1, 1, 0, 0, 0, TimeSpan.Zero), auditor)).ValueKind);
    }

    [Fact]
    public async Task A_moment_in_the_future_is_refused_and_the_past_of_others_is_not_shown()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var answer = await server.GraphQLAsync(AsOf, new { id = listing.Text("id"), asOf = Written(Now.AddMinutes(1)) }, _shop.Refurbisher);
        Assert.Equal("AS_OF_IN_FUTURE", answer.Fault());
        foreach (var stranger in new[] { null, _shop.Token(Role.Operator, DemoOperators.Rental), _shop.Token(Role.Consumer, consumer: "asof") })
        {
            Assert.Equal(JsonValueKind.Null, (await ThenAsync(listing, Now, stranger)).ValueKind);
        }

        Assert.Equal(JsonValueKind.Object, (await ThenAsync(listing, Now, _shop.Refurbisher)).ValueKind);
    }

    [Fact]
    public async Task An_operator_is_shown_with_its_open_findings_its_waivers_and_its_verdicts()
    {
        var before = await TogetherAsync(_shop.Refurbisher);
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year: "2009"))));
        var input = new
        {
            listingId = draft.Text("id"),
            clause = "LS-013/fifteen-years",
            reason = "確かめた。",
            evidence = new { text = "記録 3" },
            until = "2026-12-31",
            idempotencyKey = Shop.Key(),
        };
        Assert.Empty((await _shop.DoAsync("grantWaiver", input, _shop.Token(Role.Auditor), "waiver { id }")).List("errors"));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).List("errors"));
        var after = await TogetherAsync(_shop.Refurbisher);
        Assert.Equal(Count(before) + 1, Count(after));
        var open = Assert.Single(after.List("openFindings"), finding => finding.Text("ruleId") == "LS-013" && finding.Text("effect") == "POLICY_BLOCK");
        Assert.Equal(("fifteen-years", 1, 1), (open.Text("clause"), open.GetProperty("listings").GetInt32(), open.GetProperty("waived").GetInt32()));
        Assert.Contains(after.List("waivers"), waiver => waiver.Text("clause") == "LS-013/fifteen-years" && waiver.GetProperty("operator").Text("code") == DemoOperators.Refurbisher);
        Assert.Equal(JsonValueKind.Object, (await TogetherAsync(_shop.Token(Role.Auditor))).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await TogetherAsync(_shop.Token(Role.Operator, DemoOperators.Rental))).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await TogetherAsync(_shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "operators:read"))).ValueKind);
        await _shop.EndAuditAsync(DemoOperators.Refurbisher);
        Assert.Equal(JsonValueKind.Null, (await TogetherAsync(_shop.Token(Role.Auditor))).ValueKind);
    }

    private static int Count(JsonElement compliance) => compliance.List("verdicts").Sum(verdict => verdict.GetProperty("listings").GetInt32());

    private async Task<JsonElement> TogetherAsync(string token) =>
        (await _shop.AskAsync(Together, new { code = DemoOperators.Refurbisher }, token)).GetProperty("operatorByCode").GetProperty("compliance");

    private async Task<JsonElement> ThenAsync(JsonElement listing, DateTimeOffset asOf, string? token)
    {
        var seen = (await _shop.AskAsync(AsOf, new { id = listing.Text("id"), asOf = Written(asOf) }, token)).GetProperty("listing");
        return seen.GetProperty("then");
    }

    private static string Written(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
