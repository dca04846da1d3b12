using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>Rules that an operator sets its own listings beyond those of the edition, through the API.</summary>
public sealed class OperatorRulesTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Judged = """
        id state compliance { verdict mayPublish ownRulesVersion findings(unmetOnly: true) {
          ruleId effect isWaived message remedy rule { clause decidedBy pack } } }
        """;

    private static int s_count;

    private readonly Shop _shop = new(server);

    private string Operator => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task A_stricter_rule_refuses_says_whose_decision_it_is_and_binds_its_operator_alone()
    {
        await UseAsync(null);
        var shelf = await _shop.PublishedAsync(_shop.Refurbisher);
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var version = await UsedAsync(Pack(180));
        Assert.Equal(version, (await _shop.AskAsync("query($code: String!) { operatorByCode(code: $code) { ownRulesVersion } }", new { code = DemoOperators.Refurbisher }, _shop.Refurbisher)).GetProperty("operatorByCode").Text("ownRulesVersion"));

        var refused = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Equal("STANDARDS_NOT_MET", refused.Refusal().Text("code"));
        var finding = Own(await _shop.OwnAsync(await _shop.DraftAsync(_shop.Refurbisher), Judged));
        Assert.Equal(("POLICY_BLOCK", "保証は180日以上とします(90日)。（出品事業者が自ら定めた基準による判断です）"), (finding.Text("effect"), finding.Text("message")));
        Assert.Equal(("warranty", "OPERATOR", "own"), (finding.GetProperty("rule").Text("clause"), finding.GetProperty("rule").Text("decidedBy"), finding.GetProperty("rule").Text("pack")));

        await Shop.UntilAsync(async () => (await _shop.OwnAsync(shelf)).Text("state") == "PAUSED");
        var verdicts = (await _shop.OwnAsync(shelf, "verdicts { occasion compliance { ownRulesVersion } }")).List("verdicts");
        Assert.Single(verdicts, verdict => verdict.Text("occasion") is not ("DRAFT" or "PUBLISH") && verdict.GetProperty("compliance").GetProperty("ownRulesVersion").GetString() == version);
        var rental = await _shop.DraftAsync(_shop.Token(Role.Refurbisher, DemoOperators.Rental), _shop.Item(("category", "office_desk")));
        Assert.DoesNotContain(rental.GetProperty("compliance").List("findings"), one => one.Text("ruleId") == "OWN-001");

        var key = Shop.Key();
        Assert.Equal(version, (await UseAsync(version, key)).Text("versionInUse"));
        Assert.Equal(JsonValueKind.Null, (await UseAsync(null)).GetProperty("versionInUse").ValueKind);
        Assert.Equal(version, (await UseAsync(version, key)).Text("versionInUse"));
        Assert.Equal("PUBLISHED", (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing").Text("state"));
    }

    [Fact]
    public async Task An_older_verdict_keeps_its_words_on_every_server()
    {
        var first = await UsedAsync(Pack(181));
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var second = await UsedAsync(Pack(182));
        await using var other = await server.StartSecondAsync();
        foreach (var shop in (Shop[])[_shop, new(other)])
        {
            var shown = await shop.OwnAsync(draft, Judged);
            Assert.Equal(first, shown.GetProperty("compliance").Text("ownRulesVersion"));
            Assert.StartsWith("保証は181日以上", Own(shown).Text("message"), StringComparison.Ordinal);
        }

        var there = new Shop(other);
        Assert.StartsWith("保証は182日以上", Own(await there.OwnAsync(await there.DraftAsync(there.Refurbisher), Judged)).Text("message"), StringComparison.Ordinal);
        var stored = (await PacksAsync(_shop.Token(Role.Auditor))).Select(pack => pack.Text("version")).ToList();
        Assert.Equal([second, first], stored.Take(2));
        Assert.Empty(await PacksAsync(_shop.Token(Role.Operator, DemoOperators.Rental)));
        await UseAsync(null);
    }

    [Fact]
    public async Task What_would_loosen_or_cannot_be_read_is_refused_with_its_lines()
    {
        foreach (var (right, wrong, reason) in new[]
        {
            ("OWN-001", "LS-013", "no id of an operator's own rule"), ("\"POLICY\"", "\"LAW\"", "is not POLICY"), ("offer.warranty-at-least", "offer.anything-goes", "is not known"),
            ("\"days\": 180", "\"days\": 0", "An integer from 1"), ("\"pack\": \"own\"", "\"pack\": \"kobutsu\"", "is called 'own'"), ("\"source\": \"policy\", ", "", "'source' is missing"),
        })
        {
            var (content, _) = Pack(180);
            var refusal = (await AddAsync(content.Replace(right, wrong, StringComparison.Ordinal))).Refusal();
            Assert.Equal("RULE_PACK_FLAWED", refusal.Text("code"));
            Assert.Contains(refusal.List("flaws"), flaw => flaw.Text("file") == "content" && flaw.GetProperty("line").GetInt32() > 0 && flaw.Text("reason").Contains(reason, StringComparison.Ordinal));
        }

        Assert.Equal("OPERATOR_RULE_PACK_NOT_FOUND", (await UseAsync("1999.1.1")).Refusal().Text("code"));
        var (again, version) = Pack(180);
        Assert.Empty((await AddAsync(again)).List("errors"));
        Assert.Empty((await AddAsync(again)).List("errors"));
        Assert.Equal("RULE_PACK_EXISTS", (await AddAsync(again.Replace("180", "170", StringComparison.Ordinal))).Refusal().Text("code"));
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("DELETE FROM standards.operator_packs"));
        var theirs = new { version, idempotencyKey = Shop.Key() };
        Assert.Equal("OPERATOR_RULE_PACK_NOT_FOUND", (await _shop.DoAsync("useOperatorRulePack", theirs, _shop.Token(Role.Operator, DemoOperators.Rental), "versionInUse")).Refusal().Text("code"));
        var platform = new { content = again, idempotencyKey = Shop.Key() };
        Assert.Equal("RULE_PACK_FLAWED", (await _shop.DoAsync("addRulePack", platform, _shop.Token(Role.Platform), "rulePack { code }")).Refusal().Text("code"));
    }

    [Theory]
    [InlineData(Role.Refurbisher)]
    [InlineData(Role.Platform)]
    [InlineData(Role.Auditor)]
    public async Task Only_the_operator_itself_sets_them(Role role)
    {
        var token = role == Role.Refurbisher ? _shop.Refurbisher : _shop.Token(role);
        var input = new { version = (string?)null, idempotencyKey = Shop.Key() };
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync("mutation($input: UseOperatorRulePackInput!) { useOperatorRulePack(input: $input) { errors { code } } }", new { input }, token)).Fault());
    }

    [Fact]
    public async Task An_auditor_can_waive_it_like_any_policy()
    {
        await UseAsync(null);
        var before = await _shop.DraftAsync(_shop.Refurbisher);
        Assert.Equal("CLAUSE_UNKNOWN", (await GrantAsync(before)).Refusal().Text("code"));
        await UsedAsync(Pack(183));
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        Assert.Empty((await GrantAsync(draft)).List("errors"));
        Assert.Equal("PUBLISHED", (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).GetProperty("listing").Text("state"));
        Assert.True(Own(await _shop.OwnAsync(draft, Judged)).GetProperty("isWaived").GetBoolean());
        await UseAsync(null);
    }

    private static JsonElement Own(JsonElement listing) => Assert.Single(listing.List("compliance", "findings"), finding => finding.Text("ruleId") == "OWN-001");

    private static (string Content, string Version) Pack(int days)
    {
        var version = $"2099.1.{Interlocked.Increment(ref s_count)}";
        return ($$"""
            {
              "pack": "own",
              "version": "{{version}}",
              "name": { "ja": "独自基準", "en": "Our own rules" },
              "sources": {
                "policy": { "law": { "ja": "保証規程", "en": "Warranty policy" }, "url": "https://shop.example.jp/warranty", "checkedOn": "2026-11-20" }
              },
              "rules": [
                {
                  "id": "OWN-001",
                  "clause": "warranty",
                  "status": "POLICY",
                  "severity": "BLOCK",
                  "basis": { "source": "policy", "article": "1", "certainty": "INFERENCE" },
                  "appliesTo": { "kinds": ["REUSE", "REFURBISHED"] },
                  "title": { "ja": "{{days}}日保証", "en": "A warranty of {{days}} days" },
                  "remedy": { "ja": "保証を延ばしてください。", "en": "Give a longer warranty." },
                  "check": "offer.warranty-at-least",
                  "parameters": { "days": {{days}} },
                  "says": { "too-short": { "ja": "保証は{limit}日以上とします({days}日)。", "en": "We give {limit} days or more; this has {days}." } }
                }
              ]
            }
            """, version);
    }

    private Task<JsonElement> AddAsync(string content) => _shop.DoAsync(
        "addOperatorRulePack", new { content, idempotencyKey = Shop.Key() }, Operator, "rulePack { version sha256 rules { id clause } } errors { ... on RulePackFlawed { flaws { file line reason } } }");

    private Task<JsonElement> UseAsync(string? version, string? key = null) =>
        _shop.DoAsync("useOperatorRulePack", new { version, idempotencyKey = key ?? Shop.Key() }, Operator, "versionInUse");

    private async Task<string> UsedAsync((string Content, string Version) pack)
    {
        var added = await AddAsync(pack.Content);
        Assert.True(!added.List("errors").Any(), added.ToString());
        Assert.Equal(pack.Version, (await UseAsync(pack.Version)).GetProperty("versionInUse").GetString());
        return pack.Version;
    }

    private Task<JsonElement> GrantAsync(JsonElement listing) => _shop.DoAsync(
        "grantWaiver",
        new { listingId = listing.Text("id"), clause = "OWN-001/warranty", reason = "Sold with the maker's warranty", evidence = new { text = "Seen" }, until = "2027-01-01", idempotencyKey = Shop.Key() },
        _shop.Token(Role.Auditor),
        "waiver { id }");

    private async Task<List<JsonElement>> PacksAsync(string token) => [.. (await _shop.AskAsync(
        "query($id: ID!) { operatorRulePacks(operatorId: $id, first: 50) { nodes { version sha256 rules { id clause decidedBy } addedAt addedBy } } }",
        new { id = OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString() },
        token)).List("operatorRulePacks", "nodes")];
}
