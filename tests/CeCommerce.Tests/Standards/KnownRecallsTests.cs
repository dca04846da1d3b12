using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Tests.Standards;

public sealed class KnownRecallsTests
{
    private static readonly ListedRecall Recall = new("caa", "R-1", new(2026, 11, 18), "https://recall.example/1");

    [Theory]
    [InlineData("KW-70D", "kw70d")]
    [InlineData("ＫＷ－７０Ｄ", "kw70d")]
    [InlineData("KWー70D", "kw70d")]
    [InlineData(" kw‐70 d ", "kw70d")]
    [InlineData("KW−70D", "kw70d")]
    [InlineData("ｱｵﾊﾞ・電機", "アオバ電機")]
    [InlineData("株式会社アオバ", "株式会社アオバ")]
    [InlineData("---", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a\0b", "")]
    public void Width_case_and_punctuation_do_not_count(string? text, string key) => Assert.Equal(key, RecallKey.Of(text));

    [Fact]
    public void A_key_is_no_longer_than_its_column() => Assert.Equal(RecallKey.Longest, RecallKey.Of(new string('ﷺ', 100)).Length);

    [Theory]
    [InlineData("アオバ", "KW-70D", true)]
    [InlineData("ｱｵﾊﾞ", "kw70d", true)]
    [InlineData("アオバ", "KW-70DX", false)]
    [InlineData("キタナミ", "KW-70D", false)]
    [InlineData(null, "KW-70D", false)]
    [InlineData("アオバ", null, false)]
    public void Brand_and_model_are_both_needed(string? brand, string? model, bool hit) =>
        Assert.Equal(hit, Known(new([], [], null, null, null, null, "", null)).Of(new(brand, model, [], null)) is not null);

    [Theory]
    [InlineData(2019, false)]
    [InlineData(2020, true)]
    [InlineData(2022, true)]
    [InlineData(2023, false)]
    [InlineData(null, true)]
    public void A_unit_of_another_year_is_not_meant(int? year, bool hit) =>
        Assert.Equal(hit, Hits(new([], [], null, null, new(2020, 4, 1), new(2022, 3, 31), "", null), year));

    [Theory]
    [InlineData("AB-1000", "AB-1999", "ab1000", true)]
    [InlineData("AB-1000", "AB-1999", "AB 1999", true)]
    [InlineData("AB-1000", "AB-1999", "AB2000", false)]
    [InlineData("AB-1000", "AB-1999", "AB0999", false)]
    [InlineData("AB-1000", "AB-1999", "X1", true)]
    [InlineData("AB-1000", null, "AB9999", true)]
    [InlineData("AB-1000", null, "AB0001", false)]
    [InlineData(null, "500", "12", true)]
    [InlineData(null, "500", "501", false)]
    [InlineData("1", "500", "00500", true)]
    [InlineData("1", "500", "1000", false)]
    [InlineData(null, null, "anything", true)]
    public void Serial_numbers_count_where_they_can_be_told_apart(string? from, string? to, string serial, bool hit) =>
        Assert.Equal(hit, Hits(new([], [], from, to, null, null, "", null), null, serial));

    [Fact]
    public void A_unit_without_a_known_serial_is_meant() => Assert.True(Hits(new([], [], "1", "2", null, null, "", null), null));

    [Fact]
    public void Several_recalls_come_oldest_first()
    {
        var known = Known(RecalledGoods.None);
        known.Add(new("アオバ", "kw70d"), Recall with { Number = "R-0", AnnouncedOn = new(2020, 1, 1) }, RecalledGoods.None);
        Assert.Equal(["R-0", "R-1"], known.Of(new("アオバ", "KW-70D", [], null))!.Select(recall => recall.Number));
    }

    private static bool Hits(RecalledGoods goods, int? year, params string[] serials) => Known(goods).Of(new("アオバ", "KW-70D", serials, year)) is not null;

    private static KnownRecalls Known(RecalledGoods goods)
    {
        var known = new KnownRecalls();
        known.Add(new("アオバ", "kw70d"), Recall, goods);
        return known;
    }
}
