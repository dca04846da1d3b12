using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>What the standards say of subjects that have no record here yet, over HTTP and for anybody.</summary>
public sealed class SubjectCheckTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Theory]
    [InlineData("checkOperator", "OPERATOR")]
    [InlineData("checkBuyback", "BUYBACK")]
    [InlineData("checkContract", "CONTRACT")]
    [InlineData("checkLease", "LEASE")]
    [InlineData("checkRepair", "REPAIR")]
    [InlineData("checkHandOver", "HAND_OVER")]
    [InlineData("checkIncident", "INCIDENT")]
    public async Task Whoever_states_nothing_hears_what_is_asked_and_by_which_law(string field, string subject)
    {
        var assessment = (await CheckAsync(field, [])).GetProperty("assessment");
        Assert.All(assessment.List("findings"), finding =>
        {
            Assert.NotEmpty(finding.GetProperty("rule").GetProperty("basis").Text("article"));
            Assert.NotEmpty(finding.Text("message"));
            Assert.Equal($"{finding.GetProperty("rule").Text("ruleId")}/{finding.Text("clause")}", finding.GetProperty("rule").Text("id"));
            Assert.Equal(finding.Text("fact"), finding.List("path").Last().GetString());
            Assert.NotEmpty(finding.Text("remedy"));
        });
        var facts = (await _shop.AskAsync($$"""{ statedFacts(subject: {{subject}}) { name label kind choices { code } } }""")).List("statedFacts").Select(fact => fact.Text("name")).ToList();
        Assert.NotEmpty(facts);
        Assert.All(assessment.List("findings").Where(finding => finding.Text("verdict") == "UNKNOWN"), finding => Assert.Contains(finding.Text("fact"), facts.Append("category")));
    }

    [Fact]
    public async Task Everything_that_cannot_be_what_was_stated_is_told_with_its_place()
    {
        var payload = await CheckAsync("checkBuyback", [new("totalYen", "many"), new("nothing", "1"), new("totalYen", "1"), new("totalYen", "2")]);
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("assessment").ValueKind);
        Assert.Equal(
            ["FACT_UNREADABLE input facts 0 value", "FACT_NOT_KNOWN input facts 1 name", "FACT_STATED_TWICE input facts 3 name"],
            payload.List("errors").Select(error => $"{error.Text("code")} {string.Join(' ', error.List("path").Select(step => step.GetString()))}"));
    }

    [Fact]
    public async Task A_day_to_come_and_goods_that_nobody_knows_are_refused() => Assert.Equal(
        ["DAY_IN_FUTURE", "CATEGORY_NOT_KNOWN"],
        (await CheckAsync("checkLease", [], new { on = "2099-01-01", category = "dragon" })).List("errors").Select(error => error.Text("code")));

    [Fact]
    public async Task What_nobody_stated_of_another_subject_is_no_fact_here() =>
        Assert.Equal("FACT_NOT_KNOWN", Assert.Single((await CheckAsync("checkRepair", [new("totalYen", "1")])).List("errors")).Text("code"));

    private async Task<JsonElement> CheckAsync(string field, (string Name, string Value)[] facts, object? more = null)
    {
        var input = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        input["facts"] = JsonSerializer.SerializeToNode(facts.Select(fact => new { name = fact.Name, value = fact.Value }));
        return (await _shop.AskAsync(
            $$"""
            query($input: CheckSubjectInput!) { {{field}}(input: $input) {
              assessment { verdict mayProceed edition on findings { clause rule { id ruleId clause basis { article } } verdict effect fact path message remedy facts { name value } } }
              errors { code message path } } }
            """,
            new { input })).GetProperty(field);
    }
}
