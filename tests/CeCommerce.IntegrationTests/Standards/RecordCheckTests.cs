using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>Rules about an operator, asked of what its record knows.</summary>
public sealed class RecordCheckTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task What_the_record_knows_need_not_be_stated_and_is_said_to_come_from_it()
    {
        var payload = await CheckAsync(DemoOperators.Rental);
        var assessment = payload.GetProperty("assessment");
        Assert.Equal(["RENTAL", "SUBSCRIPTION", "INVENTORY_REUSE"], payload.List("operatorTypes").Select(type => type.GetString()));
        var known = payload.List("fromRecord").ToDictionary(fact => fact.Text("name"), fact => $"{fact.Text("value")} {fact.Text("part")}");
        Assert.Equal("true PROFILE", known["traderIsCompany"]);
        Assert.Equal("true PROFILE", known["dealerHasOwnSite"]);
        Assert.Equal("true PROFILE", known["invoiceIssuerRegistered"]);
        Assert.Equal("true LICENCES", known["dealerPermitHeld"]);
        Assert.All(payload.List("fromRecord"), fact => Assert.NotEmpty(fact.Text("label")));
        var unmet = assessment.List("findings").Select(finding => finding.GetProperty("rule").Text("id")).ToList();
        // Whether it sends advertisements by e-mail no record says.
        Assert.Equal(["OP-009/email"], unmet.Where(clause => clause.StartsWith("OP-009", StringComparison.Ordinal)));
        // A lessor is not asked what only platforms or repairers owe.
        Assert.DoesNotContain(unmet, clause => clause.StartsWith("OP-020", StringComparison.Ordinal) || clause.StartsWith("OP-014", StringComparison.Ordinal));
        Assert.Contains("OP-016/take-back", unmet);
    }

    [Fact]
    public async Task What_is_stated_stands_before_the_record()
    {
        var payload = await CheckAsync(DemoOperators.Rental, [("traderPhoneStated", "false"), ("leaseAssetsBoughtUsed", "true")]);
        Assert.DoesNotContain(payload.List("fromRecord"), fact => fact.Text("name") == "traderPhoneStated");
        var finding = Assert.Single(payload.List("assessment", "findings"), one => one.GetProperty("rule").Text("clause") == "identity");
        Assert.Equal(("FAIL", "traderPhoneStated"), (finding.Text("verdict"), finding.Text("fact")));
        Assert.DoesNotContain(payload.List("assessment", "findings"), one => one.GetProperty("rule").Text("ruleId") == "OP-007");
    }

    [Fact]
    public async Task A_permit_counts_on_the_day_that_is_asked_about()
    {
        var payload = await CheckAsync(DemoOperators.Rental, [("leaseAssetsBoughtUsed", "true")], on: "2022-09-30");
        Assert.Equal("false", payload.List("fromRecord").Single(fact => fact.Text("name") == "dealerPermitHeld").Text("value"));
        Assert.Contains(payload.List("assessment", "findings"), one => one.GetProperty("rule").Text("ruleId") == "OP-007" && one.Text("verdict") == "FAIL");
    }

    [Fact]
    public async Task What_cannot_be_stated_is_refused_by_its_place_and_an_operator_that_is_none_too()
    {
        var payload = await CheckAsync(DemoOperators.Rental, [("traderIsCompany", "maybe"), ("nothing", "1")]);
        Assert.Equal(["FACT_UNREADABLE input facts 0 value", "FACT_NOT_KNOWN input facts 1 name"], Refusals(payload));
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("assessment").ValueKind);
        Assert.Empty(payload.List("fromRecord"));
        var nobody = await AskAsync(new { operatorId = OperatorId.From(Guid.CreateVersion7()).ToString(), facts = Array.Empty<object>() });
        Assert.Equal(["OPERATOR_NOT_FOUND input operatorId"], Refusals(nobody));
    }

    private static IEnumerable<string> Refusals(JsonElement payload) =>
        payload.List("errors").Select(error => $"{error.Text("code")} {string.Join(' ', error.List("path").Select(step => step.GetString()))}");

    private Task<JsonElement> CheckAsync(string code, (string Name, string Value)[]? facts = null, string? on = null) => AskAsync(new
    {
        operatorId = OperatorId.From(_shop.OperatorOf(code)).ToString(),
        facts = (facts ?? []).Select(fact => new { name = fact.Name, value = fact.Value }),
        on,
    });

    private async Task<JsonElement> AskAsync(object input)
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "operators", "CheckOperatorRecord.graphql"), TestContext.Current.CancellationToken);
        return (await _shop.AskAsync(document, new { input })).GetProperty("checkOperatorRecord");
    }
}
