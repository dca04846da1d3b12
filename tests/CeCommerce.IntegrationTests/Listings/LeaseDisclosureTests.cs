using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>What a lessor tells before a lease, judged by the criteria of the ordinances, from draft to shelf.</summary>
public sealed class LeaseDisclosureTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Told = "leaseDisclosure { points { point text source } }";
    private const string Unmet = "compliance { verdict mayPublish findings(unmetOnly: true) { ruleId effect verdict field path message remedy rule { clause basis { law article lawId } } } }";

    private const string Title = "【レンタル】アオバ電機 全自動洗濯機 7kg";

    private readonly Shop _shop = new(server);

    private string Token => _shop.Refurbisher;

    [Fact]
    public async Task A_lease_that_tells_nothing_is_held_against_its_ordinance_and_still_published()
    {
        var draft = await DraftAsync(null);
        AssertUntold(draft.GetProperty("compliance"));
        AssertUntold(await CheckAsync(null));
        var published = (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token, $"listing {{ state {Unmet} }}")).GetProperty("listing");
        Assert.Equal("PUBLISHED", published.Text("state"));
        AssertUntold(published.GetProperty("compliance"));
        AssertUntold((await _shop.OwnAsync(draft, Unmet)).GetProperty("compliance"));
    }

    [Fact]
    public async Task A_lease_that_tells_all_meets_the_criteria_and_shows_what_is_told_and_from_where()
    {
        var draft = await DraftAsync(Disclosure());
        Assert.DoesNotContain(draft.List("compliance", "findings"), finding => finding.Text("ruleId") is "CT-018" or "CT-019");
        Assert.DoesNotContain((await CheckAsync(Disclosure())).List("findings"), finding => finding.Text("ruleId") == "CT-018");
        await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token);
        var points = await PointsAsync(draft);
        Assert.Equal(
            ["QUALITY", "FUNCTION", "SAFETY", "HYGIENE", "REPAIR_RECORD", "GUARANTEE_SCOPE", "LIABLE_PARTY", "MAINTENANCE", "AFTER_CONTRACT"],
            points.Select(point => point.Text("point")));
        Assert.Equal(("洗濯・脱水 30分", "ITEM"), Point(points, "FUNCTION"));
        Assert.Equal(("外観ランク A", "STATED"), Point(points, "QUALITY"));
    }

    [Fact]
    public async Task A_point_that_is_taken_out_is_missing_from_the_day_it_is()
    {
        var draft = await DraftAsync(Disclosure());
        var input = new { id = draft.Text("id"), expectedVersion = draft.Text("version"), offer = Offer(Disclosure(("maintenance", " "))) };
        var changed = (await _shop.DoAsync("changeListing", input, Token, $"listing {{ {Unmet} }}")).GetProperty("listing");
        var finding = Assert.Single(changed.List("compliance", "findings"), one => one.Text("ruleId") == "CT-018");
        Assert.Equal(("inspection-washing-machines", "leaseDisclosure.maintenance"), (finding.GetProperty("rule").Text("clause"), finding.Text("field")));
        Assert.Equal("offer leaseDisclosure maintenance", string.Join(' ', finding.List("path")));
        Assert.Equal("29(1)iii", finding.GetProperty("rule").GetProperty("basis").Text("article"));
    }

    [Fact]
    public async Task Every_version_that_was_on_the_shelf_is_kept_and_none_that_was_not()
    {
        var draft = await DraftAsync(Disclosure());
        Assert.Empty(await RecordsAsync(draft));
        await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token);
        await ChangeAsync(draft, Disclosure(("maintenance", "毎月点検")));
        await ChangeAsync(draft, Disclosure(("maintenance", "毎月点検")), title: "【レンタル】全自動洗濯機");
        await _shop.DoAsync("pauseListing", new { id = draft.Text("id") }, Token);
        await ChangeAsync(draft, Disclosure(("maintenance", "毎年点検")));
        await ChangeAsync(draft, Disclosure(("maintenance", "毎月点検")));
        await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token);
        Assert.Equal([2, 1], (await RecordsAsync(draft)).Select(record => record.GetProperty("number").GetInt32()));

        await _shop.DoAsync("describeItem", new { id = draft.GetProperty("item").Text("id"), item = Washer(("TEST_RECORD", "脱水 10分")) }, Token, "item { id }");
        await ChangeAsync(draft, null);
        var records = await RecordsAsync(draft);
        Assert.Equal([4, 3, 2, 1], records.Select(record => record.GetProperty("number").GetInt32()));
        Assert.Equal(["返却ごとに点検", "毎月点検", "毎月点検"], records.AsEnumerable().Reverse().Take(3).Select(record => Point(record.List("points"), "MAINTENANCE").Text));
        Assert.Equal(("脱水 10分", "ITEM"), Point(records[1].List("points"), "FUNCTION"));
        Assert.Equal(["FUNCTION"], records[0].List("points").Select(point => point.Text("point")));
        Assert.Equal(4, records.Select(record => record.Text("sha256")).Distinct().Count());
        Assert.Equal([2, 1], (await RecordsAsync(draft, before: 3)).Select(record => record.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task What_was_told_before_a_lease_cannot_be_altered_and_is_not_everybodys()
    {
        var draft = await DraftAsync(Disclosure());
        await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, Token);
        var listing = Shop.Uuid(draft);
        Assert.Contains("append-only", Assert.Throws<PostgresException>(() => _shop.Scalar("DELETE FROM listings.lease_disclosures WHERE listing_id = $1", listing)).Message, StringComparison.Ordinal);
        Assert.Throws<PostgresException>(() => _shop.Scalar("UPDATE listings.lease_disclosures SET content = '[]' WHERE listing_id = $1", listing));
        var seen = await _shop.AskAsync("query($id: ID!) { listing(id: $id) { leaseDisclosureRecords { number } } }", new { id = draft.Text("id") }, _shop.Token(Role.Refurbisher, DemoOperators.Rental));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("listing").GetProperty("leaseDisclosureRecords").ValueKind);
    }

    [Fact]
    public async Task A_sale_tells_nothing_before_a_lease()
    {
        var offer = Shop.Offer(("leaseDisclosure", Disclosure()));
        var refusal = (await _shop.DoAsync("draftListing", new { item = Washer(), offer }, Token)).Refusal();
        Assert.Equal(("LISTING_VALUE_INVALID", "leaseDisclosure"), (refusal.Text("code"), refusal.List("path").Last().GetString()));
        Assert.Equal(JsonValueKind.Null, (await _shop.OwnAsync(await _shop.DraftAsync(Token), Told)).GetProperty("leaseDisclosure").ValueKind);
    }

    private static void AssertUntold(JsonElement compliance)
    {
        Assert.Equal(("WARN", true), (compliance.Text("verdict"), compliance.GetProperty("mayPublish").GetBoolean()));
        var findings = compliance.List("findings").Where(finding => finding.Text("ruleId") == "CT-018").ToList();
        Assert.Equal(["29(1)i", "29(1)ii", "29(1)iii", "29(1)iv"], findings.Select(finding => finding.GetProperty("rule").GetProperty("basis").Text("article")));
        Assert.All(findings, finding =>
        {
            Assert.Equal(("LEGAL_CRITERION", "UNKNOWN"), (finding.Text("effect"), finding.Text("verdict")));
            Assert.Equal("413M60000400070", finding.GetProperty("rule").GetProperty("basis").Text("lawId"));
            Assert.Contains("電気洗濯機", finding.GetProperty("rule").GetProperty("basis").Text("law"), StringComparison.Ordinal);
            Assert.DoesNotContain("認証", finding.ToString(), StringComparison.Ordinal);
        });
    }

    private static (string Text, string Source) Point(IEnumerable<JsonElement> points, string name) =>
        points.Single(point => point.Text("point") == name) is var point ? (point.Text("text"), point.Text("source")) : default;

    private async Task<JsonElement> DraftAsync(object? disclosure)
    {
        var payload = await _shop.DoAsync("draftListing", new { item = Washer(), offer = Offer(disclosure) }, Token, $"listing {{ id version item {{ id }} {Unmet} }}");
        Assert.Empty(payload.List("errors"));
        return payload.GetProperty("listing");
    }

    private async Task<JsonElement> CheckAsync(object? disclosure)
    {
        var answer = await _shop.AskAsync(
            $"query($input: CheckListingInput!) {{ checkListing(input: $input) {{ {Unmet} errors {{ code }} }} }}", new { input = new { item = Washer(), offer = Offer(disclosure) } }, Token);
        return answer.GetProperty("checkListing").GetProperty("compliance");
    }

    private async Task<List<JsonElement>> PointsAsync(JsonElement listing) =>
        [.. (await RunAsync("ListingDetail", listing)).List("leaseDisclosure", "points")];

    private async Task<List<JsonElement>> RecordsAsync(JsonElement listing, int? before = null) =>
        [.. (await RunAsync("LeaseRecord", listing, Token, before)).List("leaseDisclosureRecords")];

    private async Task<JsonElement> RunAsync(string operation, JsonElement listing, string? token = null, int? before = null)
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "listings", operation + ".graphql"), TestContext.Current.CancellationToken);
        return (await _shop.AskAsync(document, before is null ? new { id = listing.Text("id") } : new { id = listing.Text("id"), before }, token)).GetProperty("listing");
    }

    private async Task ChangeAsync(JsonElement listing, object? disclosure, string title = Title)
    {
        var version = (await _shop.OwnAsync(listing)).Text("version");
        var input = new { id = listing.Text("id"), expectedVersion = version, offer = Offer(disclosure, title) };
        Assert.Empty((await _shop.DoAsync("changeListing", input, Token)).List("errors"));
    }

    private Dictionary<string, object?> Washer(params (string Code, string Value)[] facts) => _shop.Item(
        ("category", "washing_machine"), ("name", "全自動洗濯機 7kg"), ("facts", Facts([("TEST_RECORD", "洗濯・脱水 30分"), .. facts])));

    private static List<object> Facts((string Code, string Value)[] facts) =>
        [.. Shop.Facts(), .. facts.Select(fact => new { code = fact.Code, value = fact.Value, source = "INSPECTION" })];

    private static Dictionary<string, object?> Offer(object? disclosure, string title = Title) => Shop.Offer(
        ("kind", "SHARING"), ("title", title), ("price", null),
        ("sharing", new { model = "RENTAL", rates = new[] { new { unit = "MONTH", price = Shop.Yen(3_000) } } }), ("leaseDisclosure", disclosure));

    private static Dictionary<string, object?> Disclosure(params (string Point, string? Text)[] changes)
    {
        var told = new Dictionary<string, object?>
        {
            ["quality"] = "外観ランク A",
            ["safety"] = "点検済み、既知の不具合なし",
            ["hygiene"] = "洗濯槽を洗浄済み",
            ["repairRecord"] = "修理なし",
            ["guaranteeScope"] = "期間中の自然故障",
            ["liableParty"] = "故障は当社、故意・過失による破損は利用者",
            ["maintenance"] = "返却ごとに点検",
            ["afterContract"] = "点検・清掃して次の賃貸に使う",
        };
        foreach (var (point, text) in changes)
        {
            told[point] = text;
        }

        return told;
    }
}
