using System.Text;
using CeCommerce.Import.Acts;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Lists of acts.</summary>
public sealed class ActImportTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private const string Common = "\"performedOn\":\"2026-11-18\",\"performer\":\"OWN_STAFF\",\"result\":\"SUCCEEDED\"";

    [Fact]
    public async Task Each_line_is_an_act_and_the_same_list_again_is_none()
    {
        await StockAsync("one");
        var list =
            $$"""
            {"kind":"INSPECTION","sourceId":"one","reference":"1",{{Common}},"checklist":[{"name":"縫い目","passed":true}],"cleaned":true,"cosmeticGrade":"C","gradeScheme":"RMJ2","facts":[{"code":"STAINS","value":"なし"}]}

            {"kind":"ERASURE","sourceId":"one","reference":"2",{{Common}},"tool":"Eraser 4.2","method":"PURGE"}
            {"kind":"REPAIR","sourceId":"one","reference":"3",{{Common}},"work":"靴紐交換","parts":[{"name":"靴紐","origin":"COMPATIBLE"}]}
            """;
        Assert.Equal((3, ""), await RunAsync("\uFEFF" + list));
        Assert.Equal((3, ""), await RunAsync(list));
        Assert.Equal("Inspection Erasure Repair", await shop.ScalarAsync<string>("SELECT string_agg(kind, ' ' ORDER BY number) FROM items.acts JOIN items.items i ON i.id = item_id WHERE i.source_id = 'one'"));
        Assert.Equal("縫い目○ true PURGE COMPATIBLE C", await shop.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', facts->'testRecord'->>'value', facts->'cleaned'->>'value', facts->'erasureMethod'->>'value', facts->'partsOrigin'->>'value', cosmetic_grade)
            FROM items.items WHERE source_id = 'one'
            """));
    }

    [Fact]
    public async Task A_line_that_is_refused_stops_no_other()
    {
        await StockAsync("two");
        await StockAsync("theirs", DemoRental);
        string[] bad =
        [
            "no json", "[]", "null", "{}", "{\"kind\":\"INSPECTION\"}",
            Line("two", "INSPECTION").Replace("}", ",\"name\":\"x\"}"), Line("two", "INSPECTION").Replace("}", ",\"work\":\"x\"}"), Line("two", "INSPECTION").Replace("OWN_STAFF", "7"),
            Line("two", "INSPECTION").Replace("}", ",\"checklist\":[null]}"), Line("two", "INSPECTION").Replace("}", ",\"checklist\":[{\"passed\":true}]}"), Line("two", "INSPECTION").Replace("}", ",\"facts\":[{\"code\":\"STAINS\"}]}"), Line("two", "REPAIR"), Line("two", "ERASURE"),
            Line("two", "INSPECTION").Replace("}", $",\"tool\":\"{new string('x', 70_000)}\"}}"), new string('x', 2_000_000),
        ];
        var (recorded, refused) = await RunAsync(string.Join('\n', [.. bad, Line("theirs", "INSPECTION"), Line("none", "INSPECTION"), Line("a\\u0000", "INSPECTION"), Line("two", "INSPECTION").Replace("2026-11-18", "2999-01-01"), Line("two", "INSPECTION")]));
        Assert.Equal(1, recorded);
        Assert.Equal(
            string.Join(' ', [.. Enumerable.Range(1, bad.Length).Select(line => $"{line}:ACT_ROW_UNREADABLE"), .. new[] { "ITEM_NOT_FOUND", "ITEM_NOT_FOUND", "ITEM_NOT_FOUND", "ITEM_VALUE_INVALID" }.Select((code, i) => $"{bad.Length + 1 + i}:{code}")]),
            refused);
    }

    [Fact]
    public async Task The_sample_can_be_taken_in_after_the_sample_stock_list()
    {
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(ImportShop.Root, "samples", "acts.ndjson"), TestContext.Current.CancellationToken))
        {
            Assert.Null(ActRow.Read(line).Error);
        }
    }

    private const string DemoRental = DemoOperators.Rental;

    private static string Line(string sourceId, string kind) => $"{{\"kind\":\"{kind}\",\"sourceId\":\"{sourceId}\",\"reference\":\"{sourceId}-{kind}\",{Common}}}";

    private async Task StockAsync(string id, string? by = null)
    {
        var stock = await shop.SmallAsync($"{id},スニーカー,REUSE,Kutsu,K-1,ACT-{id},,1000,8日以内,3,きれいです\n");
        await (by is null ? shop.RunAsync(stock, publish: false) : shop.RunAsync(stock, by, publish: false));
    }

    private async Task<(int Recorded, string Refused)> RunAsync(string list)
    {
        await using var scope = shop.Scope();
        var owner = await shop.OperatorAsync();
        var caller = new Caller(Role.Operator, null, owner.Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        var refused = new List<string>();
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(list));
        var recorded = await scope.ServiceProvider.GetRequiredService<ActImport>()
            .RunAsync(bytes, owner.Id, caller, (line, error) => refused.Add($"{line}:{error.Code}"), TestContext.Current.CancellationToken);
        return (recorded, string.Join(' ', refused));
    }
}
