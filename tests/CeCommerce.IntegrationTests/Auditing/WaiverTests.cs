using System.Globalization;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>What an auditor's waiver lets through, and what it does not.</summary>
public sealed class WaiverTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Old = "LS-013/fifteen-years";
    private const string Selected = "waiver { id clause reason from until endedAt evidence { text address sha256 } operator { code } listing { id state } clientId }";
    private const string Findings = "id state compliance { verdict mayPublish findings(unmetOnly: true) { ruleId effect verdict isWaived waiver { id reason } } }";

    private readonly Shop _shop = new(server);

    private string Auditor => _shop.Token(Role.Auditor);

    [Fact]
    public async Task A_waived_block_by_policy_is_published_with_its_finding_and_its_waiver()
    {
        var draft = await OldAsync();
        Assert.Equal("STANDARDS_NOT_MET", (await PublishAsync(draft)).Refusal().Text("code"));

        var waiver = (await GrantAsync(draft)).GetProperty("waiver");
        Assert.Equal((Old, "2026-11-20", "2027-01-01"), (waiver.Text("clause"), waiver.Text("from"), waiver.Text("until")));
        Assert.Equal("PUBLISHED", (await PublishAsync(draft)).GetProperty("listing").Text("state"));

        var shown = await _shop.OwnAsync(draft, Findings);
        Assert.Equal(("FAIL", true), (shown.GetProperty("compliance").Text("verdict"), shown.GetProperty("compliance").GetProperty("mayPublish").GetBoolean()));
        var finding = Assert.Single(shown.List("compliance", "findings"), finding => finding.Text("ruleId") == "LS-013" && finding.Text("effect") == "POLICY_BLOCK");
        Assert.True(finding.GetProperty("isWaived").GetBoolean());
        Assert.Equal(waiver.Text("id"), finding.GetProperty("waiver").Text("id"));

        var seen = (await _shop.AskAsync(
            "query($id: ID!) { listing(id: $id) { compliance { findings(unmetOnly: true) { effect isWaived } } } }", new { id = draft.Text("id") })).GetProperty("listing");
        finding = Assert.Single(seen.List("compliance", "findings"), finding => finding.Text("effect") == "POLICY_BLOCK");
        Assert.True(finding.GetProperty("isWaived").GetBoolean());
        Assert.Equal("PAID", (await _shop.BuyAsync(draft)).Text("state"));
    }

    [Fact]
    public async Task An_ended_waiver_takes_the_listing_off_the_shelf_at_once()
    {
        var draft = await OldAsync();
        var waiver = (await GrantAsync(draft)).GetProperty("waiver").Text("id");
        await PublishAsync(draft);
        var ended = await EndAsync(waiver);
        Assert.Equal("2026-11-20", ended.GetProperty("waiver").Text("until"));
        Assert.Equal("PAUSED", ended.GetProperty("waiver").GetProperty("listing").Text("state"));
        Assert.Equal("STANDARDS_NOT_MET", (await PublishAsync(draft)).Refusal().Text("code"));
        Assert.Equal("WAIVER_ENDED", (await EndAsync(waiver)).Refusal().Text("code"));
        Assert.Empty((await GrantAsync(draft)).List("errors"));
        Assert.Equal("PUBLISHED", (await PublishAsync(draft)).GetProperty("listing").Text("state"));
        Assert.Equal(
            ["waiver.ended", "waiver.granted", "waiver.granted"],
            Assert.IsType<string[]>(_shop.Scalar(
                "SELECT array_agg(kind ORDER BY kind) FROM platform.events WHERE subject_id IN (SELECT id FROM listings.waivers WHERE listing_id = $1)", Shop.Uuid(draft))));
    }

    [Fact]
    public async Task What_the_law_blocks_and_what_blocks_nothing_cannot_be_waived()
    {
        var draft = await OldAsync();
        foreach (var (clause, code, effect) in new[]
        {
            ("LS-001/mark", "CLAUSE_UNKNOWN", ""), ("LS-013", "CLAUSE_UNKNOWN", ""), ("LS-013/", "CLAUSE_UNKNOWN", ""), ("LS-013/fifteen-years/", "CLAUSE_UNKNOWN", ""),
            (LegalClause(), "CLAUSE_NOT_WAIVABLE", "LEGAL_BLOCK"), ("LS-014/identity", "CLAUSE_NOT_WAIVABLE", "WARN"),
        })
        {
            var refused = (await GrantAsync(draft, clause)).Refusal();
            Assert.Equal(code, refused.Text("code"));
            if (effect.Length > 0)
            {
                Assert.Equal(effect, refused.Text("effect"));
            }
        }

        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM listings.waivers WHERE listing_id = $1", Shop.Uuid(draft)));
    }

    [Fact]
    public async Task A_waiver_needs_evidence_of_one_kind_a_reason_and_an_end_within_a_year()
    {
        var draft = await OldAsync();
        object?[] evidence =
        [
            new { }, new { text = "" }, new { text = "a", address = "https://audit.example/1" }, new { address = "http://audit.example/1" }, new { address = "javascript:alert(1)" },
            new { address = "https://user:secret@audit.example/1" }, new { sha256 = new string('A', 64) }, new { sha256 = "abc" }, new { text = "bell\a" },
        ];
        foreach (var one in evidence)
        {
            Assert.Equal("WAIVER_EVIDENCE_INVALID", (await GrantAsync(draft, evidence: one)).Refusal().Text("code"));
        }

        foreach (var (from, until) in new[] { ("2026-11-19", "2026-12-01"), ("2026-11-20", "2026-11-20"), ("2026-11-20", "2027-11-21"), ("2027-11-21", "2027-11-22"), ("2026-11-20", "9999-12-31") })
        {
            Assert.Equal("WAIVER_VALUE_INVALID", (await GrantAsync(draft, from: from, until: until)).Refusal().Text("code"));
        }

        Assert.Equal("WAIVER_VALUE_INVALID", (await GrantAsync(draft, reason: " ")).Refusal().Text("code"));
        Assert.Empty((await GrantAsync(draft, evidence: new { sha256 = new string('a', 64) }, from: "2027-01-01", until: "2028-01-01")).List("errors"));
        Assert.Empty((await GrantAsync(draft, evidence: new { address = "https://audit.example/report?n=1" }, until: "2027-01-01")).List("errors"));
        Assert.Equal("WAIVED_ALREADY", (await GrantAsync(draft, from: "2026-12-31", until: "2027-01-02")).Refusal().Text("code"));
    }

    [Fact]
    public async Task Only_auditors_of_the_operator_waive_and_the_same_key_waives_once()
    {
        var draft = await OldAsync();
        var input = Input(draft);
        var both = await Task.WhenAll(GrantAsync(input), GrantAsync(input));
        Assert.All(both, answer => Assert.True(answer.List("errors").All(error => error.Text("code") == "REQUEST_STILL_RUNNING"), answer.ToString()));
        Assert.Empty((await GrantAsync(input)).List("errors"));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM listings.waivers WHERE listing_id = $1", Shop.Uuid(draft)));
        foreach (var token in new[] { _shop.Refurbisher, _shop.Token(Role.Operator, DemoOperators.Refurbisher), _shop.Token(Role.Platform), null })
        {
            var refused = await server.GraphQLAsync("mutation($input: GrantWaiverInput!) { grantWaiver(input: $input) { errors { code } } }", new { input = Input(draft) }, token);
            Assert.Contains(refused.Fault(), new[] { "FORBIDDEN", "UNAUTHENTICATED" });
        }

        var both2 = new { listingId = draft.Text("id"), operatorId = Id(DemoOperators.Refurbisher), clause = Old, reason = "a", evidence = new { text = "a" }, until = "2027-01-01", idempotencyKey = Shop.Key() };
        Assert.Equal("WAIVER_VALUE_INVALID", (await GrantAsync(both2)).Refusal().Text("code"));
        Assert.Empty((await _shop.AskAsync("{ waivers(first: 5) { edges { node { id } } } }", token: _shop.Token(Role.Operator, DemoOperators.Rental))).List("waivers", "edges"));
    }

    [Fact]
    public async Task Of_two_that_waive_the_same_at_once_one_does()
    {
        var draft = await OldAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GrantAsync(draft)));
        Assert.Single(answers, answer => answer.List("errors").All(_ => false));
        Assert.All(answers.Where(answer => answer.List("errors").Any()), answer => Assert.Contains(answer.Refusal().Text("code"), new[] { "WAIVED_ALREADY", "WAIVERS_BUSY" }));
    }

    [Fact]
    public async Task No_listing_stays_on_the_shelf_by_a_waiver_that_ends_while_it_is_published()
    {
        for (var round = 0; round < 5; round++)
        {
            var draft = await OldAsync();
            var waiver = (await GrantAsync(draft)).GetProperty("waiver").Text("id");
            var (publishing, ending) = (PublishAsync(draft), EndAsync(waiver));
            await publishing;
            Assert.Empty((await ending).List("errors"));
            Assert.Contains((await _shop.OwnAsync(draft)).Text("state"), new[] { "DRAFT", "PAUSED" });
        }
    }

    [Fact]
    public async Task A_stock_list_leaves_what_is_waived_on_the_shelf()
    {
        var (source, token) = (Shop.Key(), _shop.Refurbisher);
        var draft = await _shop.DraftAsync(token, _shop.Item(("facts", Shop.Facts(year: "2009"))), sourceId: source);
        Assert.Empty((await GrantAsync(draft)).List("errors"));
        Assert.Equal("PUBLISHED", (await PublishAsync(draft)).GetProperty("listing").Text("state"));
        Assert.Equal(1, await RestateAsync(source, 21_000));
        var listing = await _shop.OwnAsync(draft, "state price { amount } compliance { findings(unmetOnly: true) { effect isWaived } }");
        Assert.Equal(("PUBLISHED", 21_000), (listing.Text("state"), listing.GetProperty("price").GetProperty("amount").GetInt64()));
        Assert.True(Assert.Single(listing.List("compliance", "findings"), finding => finding.Text("effect") == "POLICY_BLOCK").GetProperty("isWaived").GetBoolean());
    }

    /// <summary>Gives the listing another price by a stock list; how many of its rows are on the shelf then.</summary>
    private async Task<int> RestateAsync(string source, int price)
    {
        Dictionary<string, string> row = new()
        {
            ["sourceId"] = source,
            ["category"] = "air_conditioner",
            ["name"] = "エアコン KT-934G",
            ["brand"] = "アオバ電機",
            ["modelNumber"] = "KT-934G",
            ["kind"] = "REUSE",
            ["price"] = price.ToString(CultureInfo.InvariantCulture),
            ["grade.functional"] = "F5",
            ["grade.cosmetic"] = "A",
            ["gradeScheme"] = "RMJ2",
            ["serial.maker"] = $"SN-{source}",
            ["facts.manufactureYear"] = "2009",
            ["facts.pseMark"] = "ROUND",
            ["facts.pseNotifier"] = "アオバ電機",
            ["facts.designStandardUsePeriod"] = "10",
            ["facts.recallCheckedOn"] = "2026-11-15",
            ["facts.recallResult"] = "NONE",
            ["facts.manualProvided"] = "true",
            ["facts.testRecord"] = "冷房・暖房 30分",
            ["shippingFee"] = "0",
            ["paymentTiming"] = "AT_ORDER",
            ["paymentMethods"] = "CARD",
            ["deliveryDays"] = "3",
            ["returnPolicy"] = "8日以内",
            ["warrantyDays"] = "90",
        };
        var mapping = JsonSerializer.Serialize(new { columns = row.Keys.ToDictionary(name => name) });
        var job = (await _shop.DoAsync("importListings", new { rows = JsonSerializer.Serialize(row), mapping, publish = true, idempotencyKey = Shop.Key() }, _shop.Refurbisher, "job { id }")).GetProperty("job").Text("id");
        JsonElement read = default;
        await Shop.UntilAsync(async () =>
        {
            read = (await _shop.AskAsync("query($id: ID!) { importJob(id: $id) { state published drafted refused failure } }", new { id = job }, _shop.Refurbisher)).GetProperty("importJob");
            return read.Text("state") is not ("QUEUED" or "RUNNING");
        });
        Assert.True(read.Text("state") == "DONE", read.ToString());
        return read.GetProperty("published").GetInt32();
    }

    private static string LegalClause()
    {
        var edition = StandardsEngine.Current.Edition;
        return edition.Rules.First(rule => rule is { Subject: Subject.Listing, EffectWhenUnmet: FindingEffect.LegalBlock }).ToString();
    }

    private Task<JsonElement> OldAsync() => _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(year: "2009"))));

    private Task<JsonElement> PublishAsync(JsonElement listing) => _shop.DoAsync("publishListing", new { id = listing.Text("id") }, _shop.Refurbisher);

    private Task<JsonElement> GrantAsync(
        JsonElement listing, string clause = Old, object? evidence = null, string? from = null, string until = "2027-01-01", string reason = "実機を確認し、安全に使えることを確かめた。") =>
        GrantAsync(Input(listing, clause, evidence, from, until, reason));

    private static object Input(
        JsonElement listing, string clause = Old, object? evidence = null, string? from = null, string until = "2027-01-01", string reason = "実機を確認し、安全に使えることを確かめた。") =>
        new { listingId = listing.Text("id"), clause, reason, evidence = evidence ?? new { text = "2026-11-18 点検記録 12" }, from, until, idempotencyKey = Shop.Key() };

    private async Task<JsonElement> GrantAsync(object input)
    {
        var answer = await _shop.AskAsync(
            $"mutation($input: GrantWaiverInput!) {{ grantWaiver(input: $input) {{ {Selected} errors {{ code message path ... on ClauseNotWaivable {{ effect }} }} }} }}", new { input }, Auditor);
        return answer.GetProperty("grantWaiver");
    }

    private Task<JsonElement> EndAsync(string id) => _shop.DoAsync("endWaiver", new { waiverId = id, reason = "再点検の結果", idempotencyKey = Shop.Key() }, Auditor, Selected);

    private string Id(string operatorCode) => OperatorId.From(_shop.OperatorOf(operatorCode)).ToString();
}
