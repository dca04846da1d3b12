using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Passports.Export;
using CeCommerce.Passports.Log;
using CeCommerce.Passports.Recording;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>What is done with a unit stands in its passport, in its order and once.</summary>
public sealed class RecordingTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Today => $"{Tokyo.DayOf(server.Clock.GetUtcNow()):yyyy-MM-dd}";

    [Fact]
    public async Task The_life_of_a_unit_stands_in_its_passport_in_its_order_and_once()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var (item, id) = (draft.GetProperty("item").Text("id"), Shop.Uuid(draft.GetProperty("item")));
        await InspectAsync(item, new { code = "DEFECTS", value = "異音" });
        await DoAsync("recordErasure", new { itemId = item, idempotencyKey = Shop.Key(), performedOn = Today, performer = "CONTRACTOR", tool = "Eraser 4.2", method = "PURGE", standard = "NIST SP 800-88 Rev. 2", result = "SUCCEEDED" });
        await DoAsync("recordRepair", new { itemId = item, idempotencyKey = Shop.Key(), performedOn = Today, performer = "OWN_STAFF", work = "基板交換", parts = new[] { new { name = "基板", origin = "GENUINE" } }, result = "SUCCEEDED" });
        await RecordAsync();
        Assert.Equal("Draft", _shop.Scalar("SELECT status FROM passports.passports WHERE id = $1", id));
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        await _shop.BuyAsync(draft);
        await RecordAsync();
        string[] expected = ["Registered", "Inspected", "Graded", "DataErased", "Repaired", "PartReplaced", "Offered", "Sold"];
        Assert.Equal(expected, Types(id));
        Assert.Equal("Active", _shop.Scalar("SELECT status FROM passports.passports WHERE id = $1", id));

        // The place in the log is lost, as when a process is killed before it is kept.
        _shop.Scalar("DELETE FROM platform.event_cursors WHERE consumer = 'passports'");
        await RecordAsync();
        Assert.Equal(expected, Types(id));
    }

    [Fact]
    public async Task What_people_typed_stands_in_no_event_but_as_a_digest()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var (item, id) = (draft.GetProperty("item").Text("id"), Shop.Uuid(draft.GetProperty("item")));
        await InspectAsync(item, new { code = "DEFECTS", value = "canary-defect" });
        await RecordAsync();
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM passports.events WHERE passport_id = $1 AND content ~ 'canary|T-07|SN-'", id));
        Assert.Equal(
            "\"canary-defect\"",
            _shop.Scalar("SELECT h.value FROM passports.hidden_values h JOIN passports.events e ON e.id = h.event_id WHERE e.passport_id = $1 AND h.path = '/facts/defects' AND e.type = 'Inspected'", id));
    }

    [Fact]
    public async Task An_event_says_what_was_on_record_when_its_line_was_written()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        var (item, id) = (draft.GetProperty("item").Text("id"), Shop.Uuid(draft.GetProperty("item")));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await _shop.DoAsync("describeItem", new { id = item, item = _shop.Item(("modelNumber", "KT-935G")) }, _shop.Refurbisher, "item { id }")).List("errors"));
        // Read late, and all at once.
        await RecordAsync();
        Assert.Equal("KT-934G", _shop.Scalar("SELECT content::jsonb #>> '{data,model,modelNumber}' FROM passports.events WHERE passport_id = $1 AND type = 'Registered'", id));
        Assert.Equal("KT-935G", _shop.Scalar("SELECT content::jsonb #>> '{data,model,modelNumber}' FROM passports.events WHERE passport_id = $1 AND type = 'Described'", id));
    }

    [Fact]
    public async Task Those_who_record_at_once_record_everything_once()
    {
        var drafts = new List<JsonElement>();
        for (var i = 0; i < 5; i++)
        {
            drafts.Add(await _shop.DraftAsync(_shop.Refurbisher));
        }

        await server.Services.GetRequiredService<EventSequencer>().CatchUpAsync(TimeSpan.FromSeconds(20), Stop);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RecordAsync()));
        await Shop.UntilAsync(async () =>
        {
            await RecordAsync();
            return drafts.TrueForAll(draft => Types(Shop.Uuid(draft.GetProperty("item"))).Length > 0);
        });
        Assert.All(drafts, draft => Assert.Equal(["Registered"], Types(Shop.Uuid(draft.GetProperty("item")))));
    }

    [Fact]
    public async Task A_history_is_public_once_the_unit_was_offered_and_its_operators_alone_before()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        await InspectAsync(draft.GetProperty("item").Text("id"));
        await RecordAsync();
        var (passport, listing) = (TypedId.Format("psp", Shop.Uuid(draft.GetProperty("item"))), draft.Text("id"));
        const string Node = "query($id: ID!) { node(id: $id) { ... on Passport { id status head { seq hash } } } }";
        Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync(Node, new { id = passport })).GetProperty("node").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync(Node, new { id = passport }, _shop.Token(Role.Operator, DemoOperators.Rental))).GetProperty("node").ValueKind);
        Assert.Equal("DRAFT", (await _shop.AskAsync(Node, new { id = passport }, _shop.Refurbisher)).GetProperty("node").Text("status"));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = listing }, _shop.Refurbisher)).List("errors"));
        await RecordAsync();
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "passports", "ItemPassport.graphql"), Stop);
        var seen = (await _shop.AskAsync(document, new { id = listing, first = 10 })).GetProperty("node").GetProperty("item").GetProperty("passport");
        Assert.Equal("ACTIVE", seen.Text("status"));
        var events = seen.List("events", "nodes").ToList();
        Assert.Equal(["OFFERED", "GRADED", "INSPECTED", "REGISTERED"], events.Select(one => one.Text("type")));
        Assert.Equal(seen.GetProperty("head").Text("hash"), events[0].Text("hash"));
        Assert.Equal(events[1].Text("hash"), events[0].Text("previousHash"));
        Assert.Equal(Today, events[2].Text("occurredOn"));
        Assert.Contains(events[2].List("values"), value => value.Text("path") == "/tool" && value.GetProperty("isHidden").GetBoolean() && value.GetProperty("value").ValueKind == JsonValueKind.Null);
        Assert.DoesNotContain("温度計", seen.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_verified_by_its_file_and_by_what_a_witness_kept()
    {
        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        await InspectAsync(draft.GetProperty("item").Text("id"));
        await RecordAsync();
        var file = Path.Combine(Path.GetTempPath(), $"history-{Guid.CreateVersion7():N}.zip");
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PassportSealing>().SealAsync(Stop);
        foreach (var item in new Guid?[] { null, Shop.Uuid(draft.GetProperty("item")) })
        {
            try
            {
                await using (var to = File.Create(file))
                {
                    Assert.True(await scope.ServiceProvider.GetRequiredService<HistoryExport>().WriteAsync(to, new(item, null, Discloses: true), Stop) >= 3);
                }

                var verified = await HistoryFile.VerifyAsync(file, [], Stop);
                Assert.True(verified.Flaws.Count == 0, string.Join("\n", verified.Flaws));
                Assert.Equal(0, verified.Unsealed);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private string[] Types(Guid passport) => (string[])_shop.Scalar("SELECT coalesce(array_agg(type ORDER BY seq), '{}') FROM passports.events WHERE passport_id = $1", passport)!;

    /// <summary>All that is committed by now; the server's own worker may be at it too.</summary>
    private async Task RecordAsync()
    {
        await server.Services.GetRequiredService<EventSequencer>().CatchUpAsync(TimeSpan.FromSeconds(20), Stop);
        var settled = await server.Services.GetRequiredService<EventLog>().SettledAsync(Stop);
        await Shop.UntilAsync(async () =>
        {
            await using var scope = server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<HistoryRecorder>().RunAsync(Stop);
            return _shop.Scalar("SELECT feed_position FROM platform.event_cursors WHERE consumer = 'passports'") is long reached && reached >= settled.Value;
        });
    }

    private Task InspectAsync(string item, params object[] facts) => DoAsync("recordInspection", new
    {
        itemId = item,
        idempotencyKey = Shop.Key(),
        performedOn = Today,
        performer = "OWN_STAFF",
        staffReference = "T-07",
        tool = "温度計 TM-1",
        result = "SUCCEEDED",
        checklist = new[] { new { name = "電源", passed = true }, new { name = "冷房 30分", passed = true } },
        measurements = new[] { new { name = "吹出温度", value = "21.5", unit = "℃" } },
        cleaned = true,
        functionalGrade = "F5",
        cosmeticGrade = "A",
        gradeScheme = "RMJ2",
        facts,
    });

    private async Task DoAsync(string mutation, object input)
    {
        var payload = await _shop.DoAsync(mutation, input, _shop.Refurbisher, "act { id }");
        Assert.True(!payload.List("errors").Any(), payload.ToString());
    }
}
