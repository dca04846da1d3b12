using System.Text;
using System.Text.Json;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Standards;
using static CeCommerce.Tests.Import.ImportSupport;

namespace CeCommerce.Tests.Import;

public sealed class NdjsonAndMappingTests
{
    [Fact]
    public async Task Json_lines_are_read_like_rows()
    {
        var rows = await Rows(Encoding.UTF8.GetBytes("""
            {"id":"A-1","item":"洗濯機","kind":"REUSE","price":5000,"made":"令和2年","checked":null,"text":"髙"}
            {"id":"A-2","item":"洗濯機","kind":"SHARING/RENTAL"}
            not json
            [1]
            {"id":"A-3","item":"洗濯機","kind":"REUSE","price":-1}
            """));
        Assert.Equal(["A-1", "A-2", null, null, "A-3"], rows.Select(row => row.SourceId));
        Assert.Equal(5_000, rows[0].Value!.Price!.Value.Amount);
        Assert.Equal(SharingModel.Rental, rows[1].Value!.SharingModel);
        Assert.Equal(["ITEM-ROW", "ITEM-ROW", "ITEM-VALUE"], rows.Skip(2).Select(row => row.Findings.Single().Rule));
        Assert.Equal(5, rows[^1].Row);
    }

    [Fact]
    public async Task A_json_line_of_ten_megabytes_is_refused_and_reading_goes_on()
    {
        var rows = await Rows(Encoding.UTF8.GetBytes(
            "{\"id\":\"A-1\",\"item\":\"TV\",\"kind\":\"REUSE\",\"price\":1,\"made\":2020,\"checked\":null,\"text\":\"\"}\n{\"id\":\"" + new string('x', 10_000_000) + "\"}\n{\"id\":\"A-3\",\"item\":\"TV\",\"kind\":\"REUSE\"}"));
        Assert.Null(rows[1].Value);
        Assert.NotNull(rows[2].Value);
    }

    [Theory]
    [InlineData("{", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("[]", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"colums":{}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"encoding":"ebcdic"}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"format":"xlsx"}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":{"price":5}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"constants":{"price":"free"}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":{"price":{"column":"x","valeus":{}}}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":null}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":{"sourceId":"id"},"constants":[]}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"constants":{"facts.defects":"a\u0000b"}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":{"brand":{"column":"x","values":{"a":"b\u0007"}}}}""", "STOCK_MAPPING_UNREADABLE")]
    [InlineData("""{"columns":{"sourceId":"id"}}""", "STOCK_TARGETS_MISSING")]
    public void A_mapping_that_cannot_work_says_why(string json, string code) =>
        Assert.Equal(code, StockMapping.Parse(Encoding.UTF8.GetBytes(json)).Error!.Code);

    [Fact]
    public void An_unknown_target_names_the_nearest_known_one()
    {
        var refusal = Assert.IsType<StockTargetUnknown>(StockMapping.Parse("""{"columns":{"facts.manufacturYear":"年"}}"""u8.ToArray()).Error);
        Assert.Equal("facts.manufactureYear", refusal.Nearest);
    }

    [Theory]
    [InlineData("stock-list-ja.csv", "stock-list-ja.mapping.json")]
    [InlineData("stock-list-en.csv", "stock-list-en.mapping.json")]
    public async Task The_samples_read_without_a_finding(string file, string mapping)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rows = await Rows(await File.ReadAllBytesAsync(Sample(file), cancellation), Valid(StockMapping.Parse(await File.ReadAllBytesAsync(Sample(mapping), cancellation))));
        Assert.NotEmpty(rows);
        Assert.Empty(rows.SelectMany(row => row.Findings).Select(finding => finding.Message.En));
    }

    [Fact]
    public async Task The_report_has_one_line_of_json_for_each_row_in_plain_japanese()
    {
        using var into = new MemoryStream();
        await using (var report = new ImportReportWriter(into))
        {
            await report.WriteAsync(2, "RF-1", ImportOutcome.Published, "lst_1", [], TestContext.Current.CancellationToken);
            await report.WriteAsync(3, null, ImportOutcome.Refused, null, [new("ITEM-ROW", "fail", "block", "price", "値が\"負\"です。", "直してください。")], TestContext.Current.CancellationToken);
        }

        var lines = Encoding.UTF8.GetString(into.ToArray()).Split('\n');
        Assert.Equal("""{"row":2,"sourceId":"RF-1","outcome":"published","listing":"lst_1","findings":[]}""", lines[0]);
        Assert.Contains("直してください。", lines[1], StringComparison.Ordinal);
        Assert.Equal("値が\"負\"です。", JsonDocument.Parse(lines[1]).RootElement.GetProperty("findings")[0].GetProperty("message").GetString());
    }
}
