using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Reading;
using CeCommerce.Standards;
using static CeCommerce.Tests.Import.ImportSupport;

namespace CeCommerce.Tests.Import;

public sealed class HostileFileTests
{
    private const string Good = "A-1,エアコン,REUSE,5000,2020,2026-11-01,良品\n";

    [Fact]
    public async Task Quoted_commas_and_newlines_belong_to_their_cell()
    {
        var rows = await Rows("A-1,エアコン,REUSE,\"￥5,000\",2020,,\"一行目\r\n二行目 \"\"引用\"\" #1\"\r\n" + Good);
        Assert.Equal("一行目\n二行目 \"引用\" #1", rows[0].Value!.Description);
        Assert.Equal(3, rows[1].Row);
    }

    [Fact]
    public async Task A_line_that_starts_with_a_hash_is_a_row() => Assert.Equal("#1", (await Rows("#1,エアコン,REUSE,5000,2020,,\n")).Single().SourceId);

    [Fact]
    public async Task An_empty_line_is_counted_but_is_no_item()
    {
        var rows = await Rows(Good + "\r\n,,,,,,\n" + Good.Replace("A-1", "A-2", StringComparison.Ordinal));
        Assert.Equal([2, 5], rows.Select(row => row.Row));
    }

    [Fact]
    public async Task A_cell_of_ten_megabytes_refuses_its_row_and_reading_goes_on()
    {
        var file = Encoding.UTF8.GetBytes(Columns + "A-1,エアコン,REUSE,5000,2020,,\"" + new string('x', 10_000_000) + "\"\n" + Good);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = await Rows(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Null(rows[0].Value);
        Assert.Equal("description", rows[0].Findings.Single().Field);
        Assert.NotNull(rows[1].Value);
    }

    [Fact]
    public async Task A_row_of_millions_of_separators_is_refused_and_reading_goes_on()
    {
        var rows = await Rows("A-1" + new string(',', 3_000_000) + "\n" + Good);
        Assert.Equal("ITEM-ROW", rows[0].Findings[0].Rule);
        Assert.NotNull(rows[1].Value);
    }

    [Theory]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,\"open quote\nA-2,エアコン", "A quote is not closed")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,\"closed\" but more\n", "Text follows a closing quote")]
    [InlineData("A-1,エアコン,REU", "ends in the middle of this row")]
    [InlineData("A-1,エアコン,REUSE\n", "has 3")]
    [InlineData("A-1,エアコン,REUSE,5,000,2020,,\n", "has 8")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,te\0xt\n", "NUL")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,te\uFFFDxt\n", "earlier conversion")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,te\u0007xt\n", "U+0007")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,,Ａ\uFFFE\n", "U+FFFE")]
    public async Task A_damaged_row_is_refused_with_its_reason(string row, string reason)
    {
        var read = (await Rows(row)).First();
        Assert.Null(read.Value);
        Assert.Equal(2, read.Row);
        Assert.Contains(read.Findings, finding => finding.Rule == "ITEM-ROW" && finding.Message.En.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(",エアコン,REUSE,5000,2020,,", "ITEM-ID", "sourceId")]
    [InlineData("A-1,謎の品,REUSE,5000,2020,,", "ITEM-CATEGORY", "category")]
    [InlineData("A-1,エアコン,売却,5000,2020,,", "ITEM-VALUE", "kind")]
    [InlineData("A-1,エアコン,REUSE,-1,2020,,", "ITEM-VALUE", "price")]
    [InlineData("A-1,エアコン,REUSE,1000000000,2020,,", "ITEM-VALUE", "price")]
    [InlineData("A-1,エアコン,REUSE,5000,2099,,", "ITEM-YEAR", "facts.manufactureYear")]
    public async Task A_value_that_cannot_be_an_item_blocks_with_its_rule(string row, string rule, string field)
    {
        var finding = Assert.Single(Assert.Single(await Rows(row + "\n")).Findings);
        Assert.Equal((rule, field, ImportSeverity.Block), (finding.Rule, finding.Field, finding.Severity));
        Assert.NotEmpty(finding.Remedy.Ja);
    }

    [Theory]
    [InlineData("A-1,エアコン,REUSE,-1,2020,,", "Correct it to 1 to 99,999,999 yen.")]
    [InlineData("A-1,エアコン,REUSE,5000,1900,,", "Correct it to 1950 or a later year.")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,1900-01-01,", "or a later day.")]
    [InlineData("A-1,エアコン,REUSE,5000,2020,11/05/2026,", "Write it as 2026-11-05 or R8.11.5.")]
    public async Task The_remedy_names_what_the_target_takes(string row, string remedy) =>
        Assert.EndsWith(remedy, Assert.Single(Assert.Single(await Rows(row + "\n")).Findings).Remedy.En, StringComparison.Ordinal);

    [Fact]
    public async Task An_unreadable_fact_is_left_out_with_a_warning()
    {
        var row = Assert.Single(await Rows("A-1,エアコン,REUSE,5000,2020,46000,\n"));
        Assert.Equal(ImportSeverity.Warn, Assert.Single(row.Findings).Severity);
        Assert.False(row.Value!.Facts.Has(FactCode.RecallCheckedOn));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14 }, "xlsx/zip")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, "xls")]
    [InlineData(new byte[] { 0x01, 0x00, 0x00, 0x00, 0x02 }, "binary")]
    public async Task A_binary_file_is_refused_with_the_way_out(byte[] file, string kind)
    {
        var refusal = Assert.IsType<StockFileNotText>(await Refusal(file));
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains("CSV", refusal.Message.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \n")]
    public async Task An_empty_file_is_refused(string text) => Assert.IsType<StockFileEmpty>(await Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_header_without_rows_is_refused() => Assert.True(Assert.IsType<StockFileEmpty>(await Refusal(Encoding.UTF8.GetBytes(Columns))).HasHeader);

    [Fact]
    public async Task A_column_that_is_not_there_is_named_with_the_columns_found()
    {
        var refusal = Assert.IsType<StockColumnsUnknown>(await Refusal(Encoding.UTF8.GetBytes("id;item;kind;made;checked;text\n1;2;3;4;5;6\n")));
        Assert.Equal("price", Assert.Single(refusal.Missing));
        Assert.Equal(["id", "item", "kind", "made", "checked", "text"], refusal.Found);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0001")]
    [InlineData("\uFFFE")]
    [InlineData("\uD800")]
    public async Task A_heading_that_the_database_cannot_hold_is_told_without_it(string sign)
    {
        var refusal = Assert.IsType<StockColumnsUnknown>(await Refusal(Encoding.UTF8.GetBytes($"id,item,kind,pri{sign}ce,made,checked,text\n1\n")));
        Assert.True(PlainText.IsStorable(refusal.Message.En) && PlainText.IsStorable(refusal.Message.Ja));
        Assert.Equal("price", Assert.Single(refusal.Missing));
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\u001b")]
    [InlineData("\\uFFFE")]
    [InlineData("\\uD800")]
    public void A_mapping_with_what_the_database_cannot_hold_is_refused_without_it(string sign)
    {
        string[] mappings =
        [
            $$"""{ "columns": { "sourceId": "i{{sign}}d", "category": "item", "kind": "kind" } }""",
            $$"""{ "columns": { "sourceId": { "column": "i{{sign}}d" }, "category": "item", "kind": "kind" } }""",
            $$"""{ "columns": { "sour{{sign}}ceId": "id", "category": "item", "kind": "kind" } }""",
            $$"""{ "co{{sign}}lumns": {} }""",
            $$"""{ "columns": { "sourceId": "id", "category": "item", "kind": "kind" }, "constants": { "brand": "{{sign}}" } }""",
        ];
        Assert.All(mappings, json =>
        {
            var refusal = StockMapping.Parse(Encoding.UTF8.GetBytes(json)).Error;
            Assert.True(refusal is StockMappingUnreadable or StockTargetUnknown, refusal?.Code);
            Assert.True(PlainText.IsStorable(refusal!.Message.En) && PlainText.IsStorable(refusal.Message.Ja));
        });
    }

    [Fact]
    public async Task Words_with_no_normal_form_are_words()
    {
        var mapping = Valid(StockMapping.Parse(Encoding.UTF8.GetBytes(
            """{ "columns": { "sourceId": "id", "category": "item", "kind": { "column": "kind", "values": { "\uFFFEＲ": "REUSE" } } } }""")));
        Assert.NotNull(Assert.Single(await Rows(Encoding.UTF8.GetBytes(Columns + Good), mapping)).Value);
    }

    [Fact]
    public async Task Long_names_within_a_long_line_cost_no_more_than_the_line()
    {
        var line = $"{{\"id\":\"A-1\",\"{new string('n', 400_000)}\":{{{string.Join(',', Enumerable.Repeat("\"a\":1", 100_000))}}}}}\n";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = await Open(Encoding.UTF8.GetBytes(line), Mapping(format: "ndjson"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        Assert.IsType<StockColumnsUnknown>(file.Error);
    }

    [Fact]
    public async Task A_column_that_is_there_twice_is_refused() =>
        Assert.Equal(["price"], Assert.IsType<StockColumnsDuplicated>(await Refusal(Encoding.UTF8.GetBytes("id,item,kind,price,made,checked,text,Ｐｒｉｃｅ\n1\n"))).Names);

    [Fact]
    public async Task Unused_columns_are_told_once()
    {
        await using var file = Valid(await Open(Encoding.UTF8.GetBytes("extra," + Columns + "x," + Good)));
        Assert.Equal(["extra"], file.UnusedColumns);
        Assert.Equal(ImportSeverity.Info, Assert.Single(file.Findings).Severity);
    }

    [Fact]
    public async Task Reading_goes_on_from_a_given_row()
    {
        var rows = await Rows(string.Concat(Enumerable.Range(2, 50).Select(row => $"A-{row},エアコン,REUSE,5000,2020,,\n")), from: 40);
        Assert.Equal((40, "A-40"), (rows[0].Row, rows[0].SourceId));
        Assert.Equal(12, rows.Count);
    }

    [Fact]
    public async Task The_same_values_written_differently_have_the_same_digest()
    {
        var rows = await Rows("A-1,エアコン,REUSE,5000,2020,2026/11/01,良品\nＡ-1,ｴｱｺﾝ,リユース,\"￥5,000\",令和2年,R8.11.1, 良品 \nA-1,エアコン,REUSE,5001,2020,2026/11/01,良品\n");
        Assert.Equal(rows[0].Value!.Digest.ToArray(), rows[1].Value!.Digest.ToArray());
        Assert.NotEqual(rows[0].Value!.Digest.ToArray(), rows[2].Value!.Digest.ToArray());
    }
}
