using System.Text;
using CeCommerce.Import.Recalls;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Tests.Import;

/// <summary>Recall lists as they come, and as nobody should send them.</summary>
public sealed class RecallFileTests
{
    private const string Header = "number,brands,models,announcedOn,page\n";

    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task A_list_is_read_whole()
    {
        var list = await ReadAsync(
            """
            number,brands,models,serialFrom,serialTo,manufacturedFrom,manufacturedTo,announcedOn,endedOn,page,hazard
            A-1,アオバ電機、AOBA,KT-934G;KT-93*,1,99,2020-01-05,2021/12/31,令和8年11月18日,,https://recall.example/a1,発火
            """);
        Assert.Empty(list.Flaws);
        var notice = Assert.Single(list.Notices);
        Assert.Equal(["アオバ電機", "AOBA"], notice.Goods.Brands);
        Assert.Equal([new RecallModel("KT-934G", false), new RecallModel("KT-93", true)], notice.Goods.Models);
        Assert.Equal((new DateOnly(2026, 11, 18), null, "発火"), (notice.AnnouncedOn, notice.EndedOn, notice.Goods.Hazard));
    }

    [Theory]
    [InlineData(Header + "A-1,,KW-70D,2026-11-18,https://a.example", 2, "brands")]
    [InlineData(Header + "A-1,アオバ,KW-70D,18.11.26,https://a.example", 2, "announcedOn")]
    [InlineData(Header + "A-1,アオバ,KW-70D,,https://a.example", 2, "announcedOn")]
    [InlineData(Header + "A-1,アオバ,KW-70D,2028-11-18,https://a.example", 2, "announcedOn")]
    [InlineData(Header + "A-1,アオバ,K*,2026-11-18,https://a.example", 2, "models")]
    [InlineData(Header + "A-1,アオバ,*,2026-11-18,https://a.example", 2, "models")]
    [InlineData(Header + "A-1,アオバ,KW-70D,2026-11-18,file:///etc/passwd", 2, "page")]
    [InlineData(Header + "A-1,ア\0オバ,KW-70D,2026-11-18,https://a.example", 2, "brands")]
    [InlineData(Header + "A-1,アオバ,KW-70D,2026-11-18", 2, "")]
    [InlineData(Header + "A-1,アオバ,KW-70D,2026-11-18,https://a.example\nA-1,アオバ,KW-70D,2026-11-18,https://a.example", 3, "number")]
    [InlineData("number,brands,models,announcedOn,page,serialfrom\nA-1,アオバ,KW-70D,2026-11-18,https://a.example,1", 1, "serialfrom")]
    [InlineData("number,brands,models,announcedOn,page,page\nA-1,アオバ,KW-70D,2026-11-18,https://a.example,1", 1, "page")]
    [InlineData("number,brands,announcedOn,page\nA-1,アオバ,2026-11-18,https://a.example", 1, "models")]
    [InlineData("{\"number\":\"A-1\",\"brands\":\"アオバ\",\"models\":[\"KW-70D\"],\"page\":\"https://a.example\"}", 1, "announcedOn")]
    [InlineData("{\"number\":\"A-1\"}\n[1]", 2, "")]
    public async Task A_flaw_is_told_with_its_row_and_nothing_is_taken(string text, int row, string field)
    {
        var list = await ReadAsync(text);
        Assert.Empty(list.Notices);
        Assert.Contains(list.Flaws, flaw => flaw.Row == row && flaw.Field == field);
    }

    [Fact]
    public async Task A_hostile_file_is_told_few_flaws_and_costs_little()
    {
        var flawed = await ReadAsync(Header + string.Concat(Enumerable.Repeat(",,,,\nx,,,,\n", 50_000)));
        Assert.InRange(flawed.Flaws.Count, 1, 100);
        var models = string.Join(';', Enumerable.Range(0, 20_000).Select(i => $"M{i}"));
        Assert.Contains((await ReadAsync(Header + $"A-1,アオバ,{models},2026-11-18,https://a.example")).Flaws, flaw => flaw.Field == "models");
        var long200 = string.Concat(Enumerable.Range(0, RecallFile.Longest + 1).Select(i => $"A-{i},アオバ,KW-70D,2026-11-18,https://a.example\n"));
        Assert.Contains((await ReadAsync(Header + long200)).Flaws, flaw => flaw.Row > RecallFile.Longest);
    }

    [Fact]
    public async Task What_is_no_text_is_refused()
    {
        using var zip = new MemoryStream([0x50, 0x4b, 3, 4, 0, 0, 0, 0]);
        Assert.NotNull((await RecallFile.ReadAsync(zip, Today, CancellationToken.None)).Error);
        using var nothing = new MemoryStream();
        Assert.NotNull((await RecallFile.ReadAsync(nothing, Today, CancellationToken.None)).Error);
    }

    private static async Task<RecallList> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var read = await RecallFile.ReadAsync(stream, Today, TestContext.Current.CancellationToken);
        return read.Value!;
    }
}
