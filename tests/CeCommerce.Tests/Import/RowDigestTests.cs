using System.Text;
using CeCommerce.Import.Mapping;
using static CeCommerce.Tests.Import.ImportSupport;

namespace CeCommerce.Tests.Import;

/// <summary>The digest by which a stock list's row is known again: stored with listings, so it must not change from one version to the next.</summary>
public sealed class RowDigestTests
{
    /// <summary>A value for every column that is no fact, and another one.</summary>
    private static readonly Dictionary<string, (string One, string Other)> Cells = new(StringComparer.Ordinal)
    {
        ["sourceId"] = ("A-1", "A-2"),
        ["category"] = ("スマートフォン", "洗濯機"),
        ["kind"] = ("SHARING", "REUSE"),
        ["sharingModel"] = ("RENTAL", "LEASE"),
        ["gtin"] = ("4901234567894", "49012347"),
        ["brand"] = ("アオバ", "ミドリ"),
        ["name"] = ("名", "称"),
        ["modelNumber"] = ("KT-1", "KT-2"),
        ["serial.maker"] = ("SN1", "SN2"),
        ["serial.imei"] = ("490154203237518", "356938035643809"),
        ["serial.tag"] = ("T1", "T2"),
        ["grade.cosmetic"] = ("A", "B"),
        ["grade.functional"] = ("F5", "F4"),
        ["gradeScheme"] = ("RMJ2", "SHOP"),
        ["price"] = ("1000", "2000"),
        ["dailyRate"] = ("300", "400"),
        ["deposit"] = ("5000", "6000"),
        ["currency"] = ("JPY", "円"),
        ["shippingFee"] = ("0", "500"),
        ["otherCharges"] = ("設置費:3000円", "設置費:4000円"),
        ["paymentTiming"] = ("AT_ORDER", "ON_DELIVERY"),
        ["paymentMethods"] = ("CARD", "CARD;CONVENIENCE_STORE"),
        ["deliveryDays"] = ("3", "4"),
        ["applicationPeriod"] = ("年内", "月内"),
        ["returnPolicy"] = ("8日以内", "不可"),
        ["warrantyDays"] = ("90", "30"),
        ["title"] = ("題", "名"),
        ["description"] = ("良品", "並品"),
        ["location"] = ("東京都", "大阪府"),
        ["photos"] = ("https://img.example.jp/1.jpg", "https://img.example.jp/2.jpg"),
    };

    [Fact]
    public async Task A_row_has_the_digest_that_earlier_versions_stored() => Assert.Equal(
        "593C6B33C624F941A91CC24DC25EECD4F2267E5631A9C428B0A296EF3559119D",
        await DigestAsync(Cells.ToDictionary(cell => cell.Key, cell => cell.Value.One)));

    [Fact]
    public async Task Every_column_counts_in_it_but_the_currency_which_is_always_the_same()
    {
        var columns = StockTargets.All.Where(target => target.Fact is null).Select(target => target.Name).ToList();
        Assert.Equal(columns, Cells.Keys);
        var digests = new List<string> { await DigestAsync(Cells.ToDictionary(cell => cell.Key, cell => cell.Value.One)) };
        foreach (var changed in columns)
        {
            digests.Add(await DigestAsync(Cells.ToDictionary(cell => cell.Key, cell => cell.Key == changed ? cell.Value.Other : cell.Value.One)));
        }

        Assert.Equal(columns.Count, digests.Distinct().Count());
    }

    private static async Task<string> DigestAsync(Dictionary<string, string> cells)
    {
        var mapping = Valid(StockMapping.Parse(Encoding.UTF8.GetBytes(
            $$"""{ "columns": { {{string.Join(',', cells.Keys.Append("facts.manufactureYear").Select(name => $"\"{name}\": \"{name}\""))}} } }""")));
        var file = string.Join(',', cells.Keys.Append("facts.manufactureYear")) + "\n" + string.Join(',', cells.Values.Append("2022").Select(cell => $"\"{cell}\"")) + "\n";
        var read = Assert.Single(await Rows(Encoding.UTF8.GetBytes(file), mapping));
        Assert.Empty(read.Findings);
        return Convert.ToHexString(read.Value!.Digest.Span);
    }
}
