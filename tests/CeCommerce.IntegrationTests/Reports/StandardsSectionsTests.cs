using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>The standards sections of an operator's report, drawn over listings that were made through the API.</summary>
public sealed class StandardsSectionsTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task The_sections_count_what_the_api_recorded_and_are_the_same_whenever_they_are_drawn()
    {
        var (told, silent) = (await LentAsync(told: true), await LentAsync(told: false));
        var unmarked = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("facts", Shop.Facts(psePlate: "NONE"))));
        await InspectAsync(told);
        await AssessAsync("LEASE_LONG_USE_CHOSEN", "ELECTRIC_WASHING_MACHINE", 3);
        await AssessAsync("CE2", "apparel", 2);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var asOf = DateTimeOffset.FromUnixTimeMilliseconds(server.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var drawn = await DrawnAsync(asOf);

        Assert.Equal(["operator", "listings", "verdicts", "effects", "findings", "ordinances", "self_assessments"], drawn.Document.Sections.Take(7).Select(section => section.Code));
        // Beside the listings of the demo.
        Assert.Superset(Ids(told, silent), Behind(drawn, "listings_by_category", "washing_machine", "published").ToHashSet());
        Assert.Contains(unmarked.Text("id"), Behind(drawn, "effects_at_instant", "by_law", "total"));
        Assert.Contains(unmarked.Text("id"), Behind(drawn, "open_findings", "LS-006/mark", "failed"));
        Assert.Contains(told.Text("id"), Behind(drawn, "lessor_criteria", "CT-018/inspection-washing-machines", "fulfilled"));
        Assert.Contains(silent.Text("id"), Behind(drawn, "lessor_criteria", "CT-018/inspection-washing-machines", "unknown"));
        Assert.Contains(told.Text("id"), Behind(drawn, "lessor_criteria", "CT-018/inspection-washing-machines", "evidence"));
        Assert.DoesNotContain(silent.Text("id"), Behind(drawn, "lessor_criteria", "CT-018/inspection-washing-machines", "fulfilled"));
        Assert.InRange(Value(drawn, "lessor_criteria", "CT-020/efficient-use-washing-machines", "evidence") ?? 0, 1, long.MaxValue);
        Assert.Null(Value(drawn, "lessor_criteria", "CT-020/efficient-use-washing-machines", "fulfilled"));
        Assert.Equal(1, Value(drawn, "lessor_criteria", "LS-034/procurement-washing-machines", "unknown"));
        Assert.Equal(2, Value(drawn, "self_assessments", "ce2/apparel", "score"));

        await _shop.DoAsync("withdrawListing", new { id = told.Text("id") }, _shop.Refurbisher);
        await AssessAsync("CE2", "apparel", 0);
        Assert.Equal(drawn.ContentHash, (await DrawnAsync(asOf)).ContentHash);
    }

    [Fact]
    public async Task No_contact_of_the_operator_is_in_its_report()
    {
        var text = System.Text.Encoding.UTF8.GetString((await DrawnAsync(DateTimeOffset.FromUnixTimeMilliseconds(server.Clock.GetUtcNow().ToUnixTimeMilliseconds()))).Json.Span);

        Assert.Contains("株式会社デモ再生工房", text, StringComparison.Ordinal);
        Assert.All((string[])["03-0000-0000", "出見", "info@refurbisher.demo.example", "南砂"], contact => Assert.DoesNotContain(contact, text, StringComparison.Ordinal));
    }

    private static HashSet<string> Ids(params JsonElement[] listings) => [.. listings.Select(listing => listing.Text("id"))];

    private static long? Value(DrawnReport report, string table, string row, string column) => Placed(report, table, row, column).Value;

    private static IEnumerable<string> Behind(DrawnReport report, string table, string row, string column) => report.Rows.Of(Placed(report, table, row, column))?.First.Select(one => one.Id) ?? [];

    private static ReportFigure Placed(DrawnReport report, string table, string row, string column) =>
        report.Document.Figures().Single(figure => (figure.Table.Code, figure.Row.Code, figure.Column.Code) == (table, row, column)).Figure;

    private async Task<DrawnReport> DrawnAsync(DateTimeOffset asOf)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var wish = new ReportWish(OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)), new(2026, 11, 1), new(2026, 11, 30), asOf, []);
        return await scope.ServiceProvider.GetRequiredService<ReportDrawing>().DrawAsync(wish, RowWindow.First, null, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> LentAsync(bool told)
    {
        var disclosure = told ? new
        {
            quality = "外観ランク A",
            function = "全機能を確認",
            safety = "点検済み",
            hygiene = "洗浄済み",
            repairRecord = "修理なし",
            guaranteeScope = "自然故障",
            liableParty = "故障は当社",
            maintenance = "返却ごとに点検",
            afterContract = "点検して次に貸す",
        } : null;
        var offer = Shop.Offer(
            ("kind", "SHARING"), ("title", "【レンタル】全自動洗濯機 7kg"), ("price", null),
            ("sharing", new { model = "RENTAL", rates = new[] { new { unit = "MONTH", price = Shop.Yen(3_000) } } }), ("leaseDisclosure", disclosure));
        var draft = await _shop.DraftAsync(_shop.Refurbisher, _shop.Item(("category", "washing_machine"), ("name", "全自動洗濯機 7kg")), offer);
        var published = await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher);
        Assert.Empty(published.List("errors"));
        return published.GetProperty("listing");
    }

    private async Task InspectAsync(JsonElement listing)
    {
        var input = new
        {
            itemId = listing.GetProperty("item").Text("id"),
            performedOn = "2026-11-19",
            performer = "OWN_STAFF",
            result = "SUCCEEDED",
            checklist = new[] { new { name = "洗濯・脱水 30分", passed = true } },
            idempotencyKey = Shop.Key(),
        };
        Assert.Empty((await _shop.DoAsync("recordInspection", input, _shop.Refurbisher, "act { id }")).List("errors"));
    }

    private async Task AssessAsync(string item, string goods, int score)
    {
        var input = new { item, productGroup = goods, score, evidence = score > 0 ? new { text = "点検表" } : null, idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("recordSelfAssessment", input, _shop.Token(Role.Operator, DemoOperators.Refurbisher), "selfAssessment { score }")).List("errors"));
    }
}
