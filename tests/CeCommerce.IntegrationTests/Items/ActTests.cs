using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Items;

/// <summary>What is recorded of work on a unit, and what follows from it.</summary>
public sealed class ActTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Recorded = "act { id number facts { code value basis source observedOn } } item { id functionalGrade cosmeticGrade gradeScheme gradeBasis facts { code value basis source } }";
    private const string Acts = "acts { nodes { id number kind staffReference tool result work checklist { name passed } measurements { name value unit } parts { name origin quantity } facts { code } } pageInfo { hasNextPage endCursor } }";

    private readonly Shop _shop = new(server);

    private string Mine => _shop.Refurbisher;

    private string Other => _shop.Token(Role.Operator, DemoOperators.Rental);

    private DateOnly Today => Tokyo.DayOf(server.Clock.GetUtcNow());

    [Fact]
    public async Task Facts_and_grades_follow_from_an_inspection_and_say_so()
    {
        var item = await DraftedAsync();
        var done = await InspectAsync(item);
        Assert.Equal(("RMJ2", "F4", "B", "ACT"), (done.GetProperty("item").Text("gradeScheme"), done.GetProperty("item").Text("functionalGrade"), done.GetProperty("item").Text("cosmeticGrade"), done.GetProperty("item").Text("gradeBasis")));
        Assert.Equal("電源○、冷房 30分×/ACT/INSPECTION", Fact(done, "TEST_RECORD"));
        Assert.Equal("true/ACT/INSPECTION", Fact(done, "CLEANED"));
        Assert.Equal("異音/ACT/INSPECTION", Fact(done, "DEFECTS"));
        Assert.Equal("2022/STATED/INSPECTION", Fact(done, "MANUFACTURE_YEAR"));
        Assert.Equal($"{Today:yyyy-MM-dd}", done.List("act", "facts").First().Text("observedOn"));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'item.inspected' AND subject_id = $1 AND changed @> ARRAY['facts', 'condition']", Uuid(item)));
        Assert.Equal("inspected", _shop.Scalar("SELECT what FROM platform.history WHERE subject_id = $1 AND subject_kind = 'itm'", Uuid(item)));
    }

    [Fact]
    public async Task What_an_act_found_is_not_overwritten_by_what_is_stated_later()
    {
        var item = await DraftedAsync();
        await InspectAsync(item);
        var described = await _shop.DoAsync("describeItem", new { id = item, item = _shop.Item(("cosmeticGrade", "A")) }, Mine, "item { functionalGrade cosmeticGrade facts { code value basis source } }");
        Assert.Empty(described.List("errors"));
        Assert.Equal(("F4", "B"), (described.GetProperty("item").Text("functionalGrade"), described.GetProperty("item").Text("cosmeticGrade")));
        Assert.Equal("電源○、冷房 30分×/ACT/INSPECTION", Fact(described, "TEST_RECORD"));
        Assert.Equal("冷房・暖房 30分", _shop.Scalar("SELECT found->'statedFacts'->'testRecord'->>'value' FROM items.items WHERE id = $1", Uuid(item)));
        Assert.Equal("A", _shop.Scalar("SELECT found->'statedCondition'->>'cosmetic' FROM items.items WHERE id = $1", Uuid(item)));
    }

    [Fact]
    public async Task A_later_act_counts_and_an_earlier_day_does_not()
    {
        var item = await DraftedAsync();
        await InspectAsync(item, ("checklist", new[] { new { name = "冷房", passed = false } }));
        await InspectAsync(item, ("checklist", new[] { new { name = "冷房", passed = true } }));
        var late = await InspectAsync(item, ("checklist", new[] { new { name = "昔", passed = true } }), ("performedOn", $"{Today.AddDays(-30):yyyy-MM-dd}"), ("cosmeticGrade", "C"));
        Assert.Equal("冷房○/ACT/INSPECTION", Fact(late, "TEST_RECORD"));
        Assert.Equal("B", late.GetProperty("item").Text("cosmeticGrade"));
        Assert.Equal(3, late.GetProperty("act").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task Facts_follow_from_an_erasure_that_succeeded_and_from_no_other()
    {
        var item = await DraftedAsync();
        var failed = await DoAsync("recordErasure", Erasure(item, "FAILED"));
        Assert.Empty(failed.List("act", "facts"));
        var done = await DoAsync("recordErasure", Erasure(item, "SUCCEEDED"));
        Assert.Equal("PURGE/ACT/INSPECTION", Fact(done, "ERASURE_METHOD"));
        Assert.Equal("Eraser 4.2/ACT/INSPECTION", Fact(done, "ERASURE_TOOL"));
        Assert.Equal("NIST SP 800-88 Rev. 2/ACT/INSPECTION", Fact(done, "ERASURE_STANDARD"));
        Assert.Equal($"{Today:yyyy-MM-dd}/ACT/INSPECTION", Fact(done, "ERASED_ON"));
        Assert.Equal("委託先/ACT/INSPECTION", Fact(done, "ERASURE_OPERATOR"));
    }

    [Fact]
    public async Task All_repairs_are_told_and_the_origin_farthest_from_the_maker()
    {
        var item = await DraftedAsync();
        await DoAsync("recordRepair", Repair(item, "コンプレッサー交換", "REUSED", Today.AddDays(-3)));
        var done = await DoAsync("recordRepair", Repair(item, "基板交換", "GENUINE", Today));
        Assert.Equal($"基板交換({Today:yyyy-MM-dd})、コンプレッサー交換({Today.AddDays(-3):yyyy-MM-dd})/ACT/REFURBISHMENT", Fact(done, "REPAIRS"));
        Assert.Equal("REUSED/ACT/REFURBISHMENT", Fact(done, "PARTS_ORIGIN"));
        Assert.Equal("自社/ACT/REFURBISHMENT", Fact(done, "REPAIRED_BY"));
    }

    [Fact]
    public async Task Listings_are_judged_by_what_was_found()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var item = listing.GetProperty("item").Text("id");
        await InspectAsync(item, ("facts", new[] { new { code = "RECALL_RESULT", value = "OPEN" } }));
        Assert.Equal("PAUSED", (await _shop.OwnAsync(listing)).Text("state"));
        var again = await _shop.DoAsync("publishListing", new { id = listing.Text("id") }, Mine);
        Assert.Equal("STANDARDS_NOT_MET", again.Refusal().Text("code"));
        await InspectAsync(item, ("facts", new[] { new { code = "RECALL_RESULT", value = "NONE" }, new { code = "RECALL_CHECKED_ON", value = $"{Today:yyyy-MM-dd}" } }));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = listing.Text("id") }, Mine)).List("errors"));
    }

    [Fact]
    public async Task The_same_key_records_an_act_once()
    {
        var item = await DraftedAsync();
        var (key, input) = (Shop.Key(), Inspection(item));
        input["idempotencyKey"] = key;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _shop.DoAsync("recordInspection", input, Mine, Recorded)));
        var again = await _shop.DoAsync("recordInspection", input, Mine, Recorded);
        Assert.All(answers, answer => Assert.True(answer.List("errors").All(error => error.Text("code") == "REQUEST_STILL_RUNNING"), answer.ToString()));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM items.acts WHERE item_id = $1", Uuid(item)));
        Assert.Equal(1, again.GetProperty("act").GetProperty("number").GetInt32());
        input["tool"] = "another";
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _shop.DoAsync("recordInspection", input, Mine, Recorded)).Refusal().Text("code"));
    }

    [Fact]
    public async Task Acts_that_come_at_once_are_all_recorded_one_after_the_other()
    {
        var item = await DraftedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _shop.DoAsync("recordInspection", Inspection(item), Mine, Recorded)));
        var recorded = answers.Count(answer => !answer.List("errors").Any());
        Assert.Equal(Enumerable.Range(1, recorded), answers.Where(answer => !answer.List("errors").Any()).Select(answer => answer.GetProperty("act").GetProperty("number").GetInt32()).Order());
        Assert.True(recorded >= 1);
        Assert.All(answers.SelectMany(answer => answer.List("errors")), error => Assert.Equal("ITEM_BUSY", error.Text("code")));
    }

    [Fact]
    public async Task Acts_are_shown_to_who_has_the_unit_and_to_those_who_audit()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var item = listing.GetProperty("item").Text("id");
        await InspectAsync(item);
        await DoAsync("recordRepair", Repair(item, "基板交換", "GENUINE", Today));
        foreach (var token in new[] { Mine, _shop.Token(Role.Auditor), _shop.Token(Role.Platform) })
        {
            var acts = (await _shop.AskAsync($"query($id: ID!) {{ item(id: $id) {{ {Acts} }} }}", new { id = item }, token)).List("item", "acts", "nodes").ToList();
            Assert.Equal(["REPAIR", "INSPECTION"], acts.Select(act => act.Text("kind")));
            Assert.Equal("T-07", acts[1].Text("staffReference"));
            Assert.Equal("21.5", acts[1].List("measurements").Single().Text("value"));
            Assert.Equal("基板", acts[0].List("parts").Single().Text("name"));
        }

        foreach (var token in new[] { null, Other, _shop.Token(Role.Consumer, consumer: "alice"), _shop.Token(Role.Operator, DemoOperators.Refurbisher, null, "listings:read") })
        {
            var seen = await server.GraphQLAsync($"query($id: ID!) {{ listing(id: $id) {{ item {{ facts {{ code basis }} {Acts} }} }} }}", new { id = listing.Text("id") }, token);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("data").GetProperty("listing").GetProperty("item").GetProperty("acts").ValueKind);
            Assert.Contains(seen.List("data", "listing", "item", "facts"), fact => fact.Text("basis") == "ACT");
        }
    }

    [Fact]
    public async Task Acts_come_in_pages()
    {
        var item = await DraftedAsync();
        for (var i = 0; i < 5; i++)
        {
            await InspectAsync(item);
        }

        Assert.Equal("5 4 | 3 2 | 1", await WalkAsync(item, "first", "after", "endCursor", "hasNextPage"));
        Assert.Equal("2 1 | 4 3 | 5", await WalkAsync(item, "last", "before", "startCursor", "hasPreviousPage"));
    }

    [Fact]
    public async Task An_act_is_neither_altered_nor_removed()
    {
        var item = await DraftedAsync();
        await InspectAsync(item);
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("UPDATE items.acts SET tool = 'x'"));
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("DELETE FROM items.acts"));
    }

    [Theory]
    [InlineData("performedOn", "\"2999-01-01\"", "ITEM_VALUE_INVALID")]
    [InlineData("performedOn", "\"1999-12-31\"", "ITEM_VALUE_INVALID")]
    [InlineData("staffReference", "\"山田太郎\"", "ITEM_VALUE_INVALID")]
    [InlineData("staffReference", "\"taro@example.jp\"", "ITEM_VALUE_INVALID")]
    [InlineData("tool", "\"\"", "ITEM_VALUE_INVALID")]
    [InlineData("tool", "\"a\\u0007b\"", "ITEM_VALUE_INVALID")]
    [InlineData("checklist", "[{\"name\":\" \",\"passed\":true}]", "ITEM_VALUE_INVALID")]
    [InlineData("gradeScheme", "null", "ITEM_VALUE_INVALID")]
    [InlineData("facts", "[{\"code\":\"ERASED_ON\",\"value\":\"2026-01-01\"}]", "ITEM_VALUE_INVALID")]
    [InlineData("facts", "[{\"code\":\"REFERENCE_PRICE\",\"value\":\"100\"}]", "ITEM_VALUE_INVALID")]
    [InlineData("facts", "[{\"code\":\"MANUFACTURE_YEAR\",\"value\":\"3000\"}]", "FACT_REFUSED")]
    [InlineData("idempotencyKey", "\"short\"", "IDEMPOTENCY_KEY_INVALID")]
    public async Task What_cannot_be_an_act_is_refused_and_leaves_nothing(string field, string json, string code)
    {
        var item = await DraftedAsync();
        var input = Inspection(item);
        input[field] = JsonSerializer.Deserialize<JsonElement>(json);
        Assert.Equal(code, (await _shop.DoAsync("recordInspection", input, Mine, Recorded)).Refusal().Text("code"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM items.acts WHERE item_id = $1", Uuid(item)));
    }

    [Fact]
    public async Task A_checklist_has_forty_lines_at_most_and_fits_into_its_fact()
    {
        var item = await DraftedAsync();
        static object[] Lines(int count) => [.. Enumerable.Range(0, count).Select(_ => new { name = new string('検', 48), passed = true })];
        Assert.NotEmpty(Fact(await InspectAsync(item, ("checklist", Lines(40))), "TEST_RECORD"));
        Assert.Equal("ITEM_VALUE_INVALID", (await _shop.DoAsync("recordInspection", Inspection(item, ("checklist", Lines(41))), Mine, Recorded)).Refusal().Text("code"));
    }

    [Fact]
    public async Task Nobody_records_work_on_the_unit_of_another_or_on_what_is_sold()
    {
        var listing = await _shop.PublishedAsync(Mine);
        var item = listing.GetProperty("item").Text("id");
        Assert.Equal("ITEM_NOT_FOUND", (await _shop.DoAsync("recordInspection", Inspection(item), Other, Recorded)).Refusal().Text("code"));
        await _shop.BuyAsync(listing);
        var sold = (await _shop.DoAsync("recordInspection", Inspection(item), Mine, Recorded)).Refusal();
        Assert.Equal(("ITEM_TAKEN", "input"), (sold.Text("code"), sold.List("path").First().GetString()));
    }

    private static Guid Uuid(string id) => TypedId.TrySplit(id, out _, out var value) ? value : Guid.Empty;

    private static string Fact(JsonElement payload, string code)
    {
        var fact = payload.List("item", "facts").Single(fact => fact.Text("code") == code);
        return $"{fact.Text("value")}/{fact.Text("basis")}/{fact.Text("source")}";
    }

    private async Task<string> DraftedAsync() => (await _shop.DraftAsync(Mine)).GetProperty("item").Text("id");

    private Task<JsonElement> InspectAsync(string item, params (string Name, object? Value)[] changes) => DoAsync("recordInspection", Inspection(item, changes));

    private async Task<JsonElement> DoAsync(string mutation, object input)
    {
        var payload = await _shop.DoAsync(mutation, input, Mine, Recorded);
        Assert.True(!payload.List("errors").Any(), payload.ToString());
        return payload;
    }

    private Dictionary<string, object?> Inspection(string item, params (string Name, object? Value)[] changes)
    {
        Dictionary<string, object?> input = new()
        {
            ["itemId"] = item,
            ["idempotencyKey"] = Shop.Key(),
            ["performedOn"] = $"{Today:yyyy-MM-dd}",
            ["performer"] = "OWN_STAFF",
            ["staffReference"] = "T-07",
            ["tool"] = "温度計 TM-1",
            ["result"] = "SUCCEEDED",
            ["checklist"] = new[] { new { name = "電源", passed = true }, new { name = "冷房 30分", passed = false } },
            ["measurements"] = new[] { new { name = "吹出温度", value = "21.5", unit = "℃" } },
            ["cleaned"] = true,
            ["functionalGrade"] = "F4",
            ["cosmeticGrade"] = "B",
            ["gradeScheme"] = "RMJ2",
            ["facts"] = new[] { new { code = "DEFECTS", value = "異音" } },
        };
        foreach (var (name, value) in changes)
        {
            input[name] = value;
        }

        return input;
    }

    private object Erasure(string item, string result) => new
    {
        itemId = item,
        idempotencyKey = Shop.Key(),
        performedOn = $"{Today:yyyy-MM-dd}",
        performer = "CONTRACTOR",
        tool = "Eraser 4.2",
        method = "PURGE",
        standard = "NIST SP 800-88 Rev. 2",
        result,
    };

    private static object Repair(string item, string work, string origin, DateOnly on) => new
    {
        itemId = item,
        idempotencyKey = Shop.Key(),
        performedOn = $"{on:yyyy-MM-dd}",
        performer = "OWN_STAFF",
        work,
        parts = new[] { new { name = "基板", origin } },
        result = "SUCCEEDED",
    };

    private async Task<string> WalkAsync(string item, string size, string at, string cursor, string more)
    {
        var pages = new List<string>();
        for (string? from = null; ;)
        {
            var page = (await _shop.AskAsync(
                $"query($id: ID!, $from: String) {{ item(id: $id) {{ acts({size}: 2, {at}: $from) {{ nodes {{ number }} pageInfo {{ {cursor} {more} }} }} }} }}", new { id = item, from }, Mine))
                .GetProperty("item").GetProperty("acts");
            pages.Add(string.Join(' ', page.List("nodes").Select(act => act.GetProperty("number").GetInt32())));
            if (!page.GetProperty("pageInfo").GetProperty(more).GetBoolean())
            {
                return string.Join(" | ", pages);
            }

            from = page.GetProperty("pageInfo").Text(cursor);
        }
    }
}
