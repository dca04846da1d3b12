using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>Waivers that go for all of an operator's listings, and their ends. On a clock of its own.</summary>
public sealed class OperatorWaiverTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Auditor => _shop.Token(Role.Auditor);

    [Fact]
    public async Task What_is_waived_for_an_operator_is_waived_for_each_listing_until_it_ends_or_runs_out()
    {
        var waiver = await GrantAsync("2026-11-25");
        var (first, second) = (await PublishedAsync(), await PublishedAsync());
        var checkedOnly = await _shop.AskAsync(
            "query($input: CheckListingInput!) { checkListing(input: $input) { compliance { mayPublish verdict } errors { code } } }",
            new { input = new { item = OldItem(), offer = Shop.Offer() } },
            _shop.Refurbisher);
        Assert.True(checkedOnly.GetProperty("checkListing").GetProperty("compliance").GetProperty("mayPublish").GetBoolean(), checkedOnly.ToString());

        // Others are not excused by it.
        var foreign = await _shop.DraftAsync(_shop.Token(Role.Operator, DemoOperators.Rental), OldItem());
        Assert.Equal("STANDARDS_NOT_MET", (await _shop.DoAsync("publishListing", new { id = foreign.Text("id") }, _shop.Token(Role.Operator, DemoOperators.Rental))).Refusal().Text("code"));

        var ended = await _shop.DoAsync("endWaiver", new { waiverId = waiver, idempotencyKey = Shop.Key() }, Auditor, "waiver { until listing { id } }");
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("waiver").GetProperty("listing").ValueKind);
        await PausedAsync(first, second);

        await GrantAsync("2026-11-25");
        var third = await PublishedAsync();
        await Shop.UntilAsync(() => Task.FromResult(_shop.Scalar("SELECT true FROM platform.event_cursors WHERE consumer = 'listings.shelf'") is true));
        Assert.Equal("PUBLISHED", (await _shop.OwnAsync(third)).Text("state"));
        server.Clock.Advance(TimeSpan.FromDays(5));
        await PausedAsync(third);
        Assert.Equal("STANDARDS_NOT_MET", (await _shop.DoAsync("publishListing", new { id = third.Text("id") }, _shop.Refurbisher)).Refusal().Text("code"));
    }

    private async Task PausedAsync(params JsonElement[] listings)
    {
        foreach (var listing in listings)
        {
            await Shop.UntilAsync(async () => (await _shop.OwnAsync(listing)).Text("state") == "PAUSED");
        }
    }

    private async Task<string> GrantAsync(string until)
    {
        var input = new
        {
            operatorId = OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString(),
            clause = "LS-013/fifteen-years",
            reason = "修理の体制を確かめた。",
            evidence = new { address = "https://audit.example/2026/7" },
            until,
            idempotencyKey = Shop.Key(),
        };
        var granted = await _shop.DoAsync("grantWaiver", input, Auditor, "waiver { id }");
        Assert.Empty(granted.List("errors"));
        return granted.GetProperty("waiver").Text("id");
    }

    private Dictionary<string, object?> OldItem() => _shop.Item(("facts", Shop.Facts(year: "2009")));

    private async Task<JsonElement> PublishedAsync()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher, OldItem());
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        return published.GetProperty("listing");
    }
}
