using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>How operators rate themselves: recorded, replaced, shown to those who may see it, and never a certification.</summary>
public sealed class SelfAssessmentTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Rental => _shop.Token(Role.Operator, DemoOperators.Rental);

    private string Id => OperatorId.From(_shop.OperatorOf(DemoOperators.Rental)).ToString();

    [Fact]
    public async Task A_later_one_takes_the_place_of_the_earlier_which_stays()
    {
        var first = await DoneAsync(Input("CE2", 1, "sports"));
        var second = await DoneAsync(Input("CE2", 3, "sports", evidence: new { address = "https://rental.demo.example/ce2" }));
        await DoneAsync(Input("CE2", 0, evidence: null));
        Assert.Equal((1, 2), (first.GetProperty("number").GetInt32(), second.GetProperty("number").GetInt32()));
        Assert.Equal(["CE2  0", "CE2 sports 3"], Shown(await SeenAsync(Rental), "CE2", "", "sports"));
        Assert.Equal(["CE2  0", "CE2 sports 3", "CE2 sports 1"], Shown(await SeenAsync(Rental, all: true), "CE2", "", "sports"));
        Assert.Equal("https://rental.demo.example/ce2", second.GetProperty("evidence").Text("address"));
        Assert.Equal("2026-11-20", second.Text("assessedOn"));
        Assert.Equal(2L, _shop.Scalar(
            "SELECT count(*) FROM platform.events WHERE kind = 'operator.self_assessed' AND subject_id = $1 AND audience = 'Operator' AND data ->> 'productGroup' = 'sports'",
            _shop.OperatorOf(DemoOperators.Rental)));
        Assert.Throws<PostgresException>(() => _shop.Scalar("UPDATE operators.self_assessments SET score = 3"));
        Assert.Throws<PostgresException>(() => _shop.Scalar("DELETE FROM operators.self_assessments"));
    }

    [Fact]
    public async Task It_always_says_that_it_certifies_nothing()
    {
        var draft = await DoneAsync(Input("CE4", 2));
        Assert.Equal("Self-assessment against METI working-group items (draft), not a certification.", draft.Text("notice"));
        var leased = await DoneAsync(Input("LEASE_LOW_TOXICITY_CHOSEN", 2, "TELEVISION"), "ja");
        Assert.Contains("認証ではありません", leased.Text("notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_shown_to_the_operator_and_those_who_audit_it()
    {
        await DoneAsync(Input("CE6", 1));
        foreach (var token in new[] { Rental, _shop.Token(Role.Platform), _shop.Token(Role.Auditor) })
        {
            Assert.Contains(await SeenAsync(token), one => one.Text("item") == "CE6");
        }

        foreach (var token in new[] { null, _shop.Refurbisher, _shop.Token(Role.Consumer, consumer: "alice"), _shop.Token(Role.Operator, DemoOperators.Rental, null, "operators:read") })
        {
            var seen = await server.GraphQLAsync("query($id: ID!) { operator(id: $id) { code selfAssessments { score } } }", new { id = Id }, token);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("data").GetProperty("operator").GetProperty("selfAssessments").ValueKind);
            var recorded = await CheckAsync("CheckOperatorRecord", new { operatorId = Id, facts = Array.Empty<object>() }, token);
            Assert.DoesNotContain(recorded.List("fromRecord"), fact => fact.Text("part") == "SELF_ASSESSMENT");
        }
    }

    [Theory]
    [InlineData("score", "4", "SELF_ASSESSMENT_SCORE_INVALID", "score")]
    [InlineData("score", "-1", "SELF_ASSESSMENT_SCORE_INVALID", "score")]
    [InlineData("evidence", "null", "SELF_ASSESSMENT_EVIDENCE_MISSING", "evidence")]
    [InlineData("evidence", "{}", "SELF_ASSESSMENT_EVIDENCE_INVALID", "evidence")]
    [InlineData("evidence", "{\"text\":\"a\",\"sha256\":\"b\"}", "SELF_ASSESSMENT_EVIDENCE_INVALID", "evidence")]
    [InlineData("evidence", "{\"text\":\" \"}", "SELF_ASSESSMENT_EVIDENCE_INVALID", "text")]
    [InlineData("evidence", "{\"address\":\"http://example.jp/\"}", "SELF_ASSESSMENT_EVIDENCE_INVALID", "address")]
    [InlineData("evidence", "{\"sha256\":\"ABC\"}", "SELF_ASSESSMENT_EVIDENCE_INVALID", "sha256")]
    [InlineData("productGroup", "\"dragons\"", "SELF_ASSESSMENT_ITEM_UNKNOWN", "productGroup")]
    [InlineData("productGroup", "\"TELEVISION\"", "SELF_ASSESSMENT_ITEM_UNKNOWN", "productGroup")]
    [InlineData("item", "\"LEASE_LONG_USE_CHOSEN\"", "SELF_ASSESSMENT_ITEM_UNKNOWN", "productGroup")]
    [InlineData("assessedOn", "\"2026-11-21\"", "SELF_ASSESSMENT_DAY_INVALID", "assessedOn")]
    [InlineData("assessedOn", "\"2019-12-31\"", "SELF_ASSESSMENT_DAY_INVALID", "assessedOn")]
    [InlineData("idempotencyKey", "\"short\"", "IDEMPOTENCY_KEY_INVALID", "idempotencyKey")]
    public async Task What_cannot_be_one_is_refused_by_its_place_and_leaves_nothing(string field, string json, string code, string at)
    {
        var before = _shop.Scalar("SELECT count(*) FROM operators.self_assessments");
        var input = Input("CE1", 2, "apparel");
        input[field] = JsonSerializer.Deserialize<JsonElement>(json);
        var refusal = (await RecordAsync(input, Rental)).Refusal();
        Assert.Equal((code, at), (refusal.Text("code"), refusal.List("path").Last().GetString()));
        Assert.Equal(before, _shop.Scalar("SELECT count(*) FROM operators.self_assessments"));
    }

    [Fact]
    public async Task What_is_chosen_for_lease_is_asked_of_the_goods_that_the_ordinances_ask_it_of()
    {
        await DoneAsync(Input("LEASE_CLEANABLE_CHOSEN", 2, "MONOCHROME_COPIER"));
        await DoneAsync(Input("LEASE_LONG_USE_CHOSEN", 2, "SWIVEL_CHAIR"));
        foreach (var (item, group) in new[] { ("LEASE_CLEANABLE_CHOSEN", "SWIVEL_CHAIR"), ("LEASE_LONG_USE_CHOSEN", "MONOCHROME_COPIER"), ("LEASE_LOW_TOXICITY_CHOSEN", "OTHER"), ("LEASE_LOW_TOXICITY_CHOSEN", "apparel") })
        {
            Assert.Equal("SELF_ASSESSMENT_ITEM_UNKNOWN", (await RecordAsync(Input(item, 2, group), Rental)).Refusal().Text("code"));
        }
    }

    [Fact]
    public async Task The_same_key_records_once_and_those_who_record_at_once_get_their_own_numbers()
    {
        var input = Input("CE5", 1, "camera");
        var (one, again) = (await DoneAsync(input), await DoneAsync(input));
        Assert.Equal((1, 1), (one.GetProperty("number").GetInt32(), again.GetProperty("number").GetInt32()));
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DoneAsync(Input("CE5", 2, "camera"))));
        Assert.Equal([2, 3, 4, 5], all.Select(done => done.GetProperty("number").GetInt32()).Order());
    }

    [Fact]
    public async Task Only_staff_of_an_operator_rate_it()
    {
        foreach (var token in new[] { null, _shop.Token(Role.Auditor), _shop.Token(Role.Platform), _shop.Token(Role.Refurbisher, DemoOperators.Rental), _shop.Token(Role.Operator, DemoOperators.Rental, null, "operators:read") })
        {
            var answer = await server.GraphQLAsync(await DocumentAsync("RecordSelfAssessment"), new { input = Input("CE1", 1) }, token);
            Assert.True(answer.TryGetProperty("errors", out _), answer.ToString());
        }
    }

    [Fact]
    public async Task The_rules_read_the_lowest_score_that_stands()
    {
        var other = OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)).ToString();
        var token = _shop.Token(Role.Operator, DemoOperators.Refurbisher);
        foreach (var (item, score, group) in new[] { ("CE3", 3, "apparel"), ("CE3", 1, "furniture"), ("CE2", 2, null) })
        {
            Assert.Empty((await RecordAsync(Input(item, score, group), token)).List("errors"));
        }

        var payload = await CheckAsync("CheckOperatorRecord", new { operatorId = other, facts = Array.Empty<object>() }, token);
        var rated = payload.List("fromRecord").Where(fact => fact.Text("part") == "SELF_ASSESSMENT").ToDictionary(fact => fact.Text("name"), fact => fact.Text("value"));
        Assert.Equal(("2", "1", "true"), (rated["ce2Score"], rated["ce3Score"], rated["ce3Evidence"]));
        var unmet = payload.List("assessment", "findings").Select(finding => finding.GetProperty("rule")).Where(rule => rule.Text("ruleId") == "OP-024").Select(rule => rule.Text("clause"));
        Assert.Equal(["ce-1", "ce-4", "ce-5", "ce-6"], unmet.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_rules_of_a_lease_read_what_is_said_of_its_goods()
    {
        foreach (var (item, score) in new[] { ("LEASE_MATERIALS_SAVED", 2), ("LEASE_LONG_USE_CHOSEN", 3), ("LEASE_LOW_TOXICITY_CHOSEN", 1) })
        {
            await DoneAsync(Input(item, score, "ELECTRIC_REFRIGERATOR"));
        }

        var finding = await ProcurementAsync("ELECTRIC_REFRIGERATOR");
        Assert.Equal(("procurement-refrigerators", "FAIL", "leaseLowToxicityChosen", "LEGAL_CRITERION"), finding);
        await DoneAsync(Input("LEASE_LOW_TOXICITY_CHOSEN", 2, "ELECTRIC_REFRIGERATOR"));
        Assert.Null(await ProcurementAsync("ELECTRIC_REFRIGERATOR"));
        Assert.Equal("UNKNOWN", (await ProcurementAsync("METAL_SHELF"))?.Verdict);
        Assert.Equal("UNKNOWN", (await ProcurementAsync("ELECTRIC_REFRIGERATOR", "2026-11-19"))?.Verdict);
    }

    private static Dictionary<string, object?> Input(string item, int score, string? productGroup = null, object? evidence = null) => new()
    {
        ["item"] = item,
        ["productGroup"] = productGroup,
        ["score"] = score,
        ["evidence"] = evidence ?? (score == 0 ? null : new { text = "手順書 12" }),
        ["idempotencyKey"] = Shop.Key(),
    };

    private static IEnumerable<string> Shown(IEnumerable<JsonElement> seen, string item, params string[] groups) => seen
        .Where(one => one.Text("item") == item && groups.Contains(one.GetProperty("productGroup").GetString() ?? ""))
        .Select(one => $"{item} {one.GetProperty("productGroup").GetString()} {one.GetProperty("score")}");

    private static Task<string> DocumentAsync(string operation) => File.ReadAllTextAsync(
        Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "operators", operation + ".graphql"), TestContext.Current.CancellationToken);

    private async Task<(string Clause, string Verdict, string Fact, string Effect)?> ProcurementAsync(string group, string? on = null)
    {
        var input = new { operatorId = Id, facts = new[] { new { name = "leaseProductGroup", value = group } }, on };
        var payload = await CheckAsync("CheckLeaseRecord", input, Rental);
        return payload.List("assessment", "findings").Where(finding => finding.GetProperty("rule").Text("ruleId") == "LS-034")
            .Select(finding => ((string, string, string, string)?)(finding.GetProperty("rule").Text("clause"), finding.Text("verdict"), finding.Text("fact"), finding.Text("effect")))
            .SingleOrDefault();
    }

    private async Task<JsonElement> CheckAsync(string operation, object input, string? token) =>
        (await _shop.AskAsync(await DocumentAsync(operation), new { input }, token)).GetProperty(char.ToLowerInvariant(operation[0]) + operation[1..]);

    private async Task<JsonElement> RecordAsync(object input, string token, string? language = null) =>
        (await _shop.AskAsync(await DocumentAsync("RecordSelfAssessment"), new { input }, token, language)).GetProperty("recordSelfAssessment");

    private async Task<JsonElement> DoneAsync(object input, string? language = "en")
    {
        var payload = await RecordAsync(input, Rental, language);
        Assert.True(!payload.List("errors").Any(), payload.ToString());
        return payload.GetProperty("selfAssessment");
    }

    private async Task<List<JsonElement>> SeenAsync(string token, bool all = false) =>
        [.. (await _shop.AskAsync(await DocumentAsync("SelfAssessments"), new { id = Id, all }, token)).List("operator", "selfAssessments")];
}
