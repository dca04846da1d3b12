using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Stock lists file hoses, remotes and packs under the goods that they fit.</summary>
public sealed class OfferedStockTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private const string Columns = "id,item,kind,brand,model,serial,price,title,offered\n";

    private static readonly byte[] Mapping = Encoding.UTF8.GetBytes(
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "brand": "brand", "modelNumber": "model", "serial.maker": "serial", "price": "price", "title": "title",
                       "facts.whatIsOffered": "offered" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "returnPolicy": "8日以内", "deliveryDays": 3, "gradeScheme": "RMJ2",
                         "grade.cosmetic": "B", "grade.functional": "F4", "facts.recallCheckedOn": "2026-11-15", "facts.recallResult": "なし", "facts.batteryCondition": "良好" } }
        """);

    [Fact]
    public async Task A_hose_needs_no_year_unless_its_row_says_that_it_is_the_whole()
    {
        var rows = await ImportAsync(
            "hose-1,洗濯機,REUSE,Pana,AXW12H,H-1,900,洗濯機 給水ホース,\n" +
            "hose-2,洗濯機,REUSE,Pana,AXW12H,H-2,900,洗濯機 給水ホース,本体\n" +
            "whole-1,洗濯機,REUSE,Pana,NA-F60,H-3,9000,洗濯機 給水ホース付き,\n" +
            "cover-1,洗濯機,REUSE,Pana,NA-F60,H-4,700,屋外設置用,付属品\n");
        Assert.Equal([ImportOutcome.Published, ImportOutcome.Draft, ImportOutcome.Draft, ImportOutcome.Published], rows.Select(row => row.Outcome));
        Assert.All(new[] { rows[1], rows[2] }, row => Assert.Contains(row.Findings, finding => finding is { Rule: "LS-013", Field: "manufactureYear" }));
        Assert.Equal(
            "WHOLE IMPORT", await shop.ScalarAsync<string>("SELECT facts->'whatIsOffered'->>'value' || ' ' || (facts->'whatIsOffered'->>'source') FROM items.items WHERE source_id = 'hose-2'"));
        Assert.True(await shop.ScalarAsync<bool>("SELECT facts->'whatIsOffered' IS NULL FROM items.items WHERE source_id = 'hose-1'"));
    }

    [Fact]
    public async Task A_pack_filed_under_its_tool_needs_its_mark()
    {
        var rows = await ImportAsync("pack-1,電動工具,REUSE,Makita,BL1860B,P-1,5000,電動工具 バッテリー BL1860B,\n");
        Assert.Equal(ImportOutcome.Draft, rows.Single().Outcome);
        Assert.Contains(rows.Single().Findings, finding => finding is { Rule: "LS-009", Field: "pseMark" });
    }

    [Fact]
    public async Task An_unknown_word_for_what_is_offered_is_told_and_leaves_it_unsaid()
    {
        var rows = await ImportAsync("odd-1,洗濯機,REUSE,Pana,AXW12H,O-1,900,洗濯機 給水ホース,おまけ\n");
        Assert.Equal(ImportOutcome.Published, rows.Single().Outcome);
        Assert.Contains(rows.Single().Findings, finding => finding is { Rule: "ITEM-VALUE", Field: "facts.whatIsOffered" });
    }

    private async Task<List<ImportedRow>> ImportAsync(string rows)
    {
        var path = Path.Combine(shop.Folder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(path, Columns + rows);
        return await shop.RunAsync(ImportShop.Good(await StockSource.OpenAsync(path, Mapping, CancellationToken.None)));
    }
}
