using System.Globalization;
using CeCommerce.Import.Values;

namespace CeCommerce.Tests.Import;

public sealed class ValueReadingTests
{
    [Theory]
    [InlineData("￥79,700", 79_700)]
    [InlineData("１２２０００", 122_000)]
    [InlineData("79700円", 79_700)]
    [InlineData("¥5,000-", 5_000)]
    [InlineData("\\5,000", 5_000)]
    [InlineData("税込 1,234,567 円", 1_234_567)]
    [InlineData("９，８００円（税込）", 9_800)]
    [InlineData("79700.00", 79_700)]
    [InlineData("99999999", 99_999_999)]
    public void Prices_are_read_as_people_write_them(string text, long yen)
    {
        Assert.Equal(ReadFault.None, YenText.Read(text, 1, out var read));
        Assert.Equal(yen, read);
    }

    [Theory]
    [InlineData("-1", "Negative")]
    [InlineData("▲500", "Negative")]
    [InlineData("0", "TooSmall")]
    [InlineData("1000000000", "TooLarge")]
    [InlineData("1e9", "NotANumber")]
    [InlineData("1E+09", "ExcelScientific")]
    [InlineData("5,00", "NotANumber")]
    [InlineData("1,2345", "NotANumber")]
    [InlineData("100.5", "NotWhole")]
    [InlineData("12万円", "NotANumber")]
    [InlineData("5000円(税抜)", "TaxExcluded")]
    [InlineData("応相談", "NotANumber")]
    [InlineData("99999999999999999999999999", "NotANumber")]
    [InlineData("　", "Empty")]
    [InlineData("－", "Empty")]
    public void A_price_that_is_none_says_why(string text, string fault) => Assert.Equal(fault, YenText.Read(text, 1, out _).ToString());

    [Theory]
    [InlineData("2022", 2022)]
    [InlineData("2017年", 2017)]
    [InlineData("２０２０年製", 2020)]
    [InlineData("令和4年", 2022)]
    [InlineData("令和元年", 2019)]
    [InlineData("平成１６年", 2004)]
    [InlineData("昭和64年", 1989)]
    [InlineData("H30", 2018)]
    [InlineData("R.4", 2022)]
    [InlineData("2019年5月", 2019)]
    [InlineData("2019/05", 2019)]
    public void Years_are_read_in_both_calendars(string text, int year)
    {
        Assert.Equal(ReadFault.None, YearText.Read(text, 2026, out var read));
        Assert.Equal(year, read);
    }

    [Theory]
    [InlineData("2099", "Future")]
    [InlineData("令和20年", "Future")]
    [InlineData("平成32年", "NotAYear")]
    [InlineData("22", "ShortYear")]
    [InlineData("44562", "ExcelSerial")]
    [InlineData("1700", "TooOld")]
    [InlineData("不明", "NotAYear")]
    [InlineData("2019xyz", "NotAYear")]
    [InlineData("", "Empty")]
    public void A_year_that_is_none_says_why(string text, string fault) => Assert.Equal(fault, YearText.Read(text, 2026, out _).ToString());

    [Theory]
    [InlineData("2026/11/05", "2026-11-05")]
    [InlineData("2026-11-13", "2026-11-13")]
    [InlineData("2026.1.5", "2026-01-05")]
    [InlineData("20261105", "2026-11-05")]
    [InlineData("2026年11月5日", "2026-11-05")]
    [InlineData("R8.10.31", "2026-10-31")]
    [InlineData("令和８年１０月３１日", "2026-10-31")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("H30/1/5", "2018-01-05")]
    [InlineData("2026/11/05 12:34:56", "2026-11-05")]
    [InlineData("2026-11-05T00:00:00", "2026-11-05")]
    public void Days_are_read_in_both_calendars(string text, string day)
    {
        Assert.Equal(ReadFault.None, DateText.Read(text, ImportSupport.Today, out var read));
        Assert.Equal(day, read.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("46000", "ExcelSerial")]
    [InlineData("2026-02-30", "NotADate")]
    [InlineData("2026/11-05", "NotADate")]
    [InlineData("26/11/05", "ShortYear")]
    [InlineData("2026-11-21", "Future")]
    [InlineData("昨日", "NotADate")]
    [InlineData("2026-11", "NotADate")]
    [InlineData("-", "Empty")]
    public void A_day_that_is_none_says_why(string text, string fault) => Assert.Equal(fault, DateText.Read(text, ImportSupport.Today, out _).ToString());

    [Theory]
    [InlineData("済", true)]
    [InlineData("済み", true)]
    [InlineData("○", true)]
    [InlineData("有", true)]
    [InlineData("あり", true)]
    [InlineData("TRUE", true)]
    [InlineData("１", true)]
    [InlineData("未", false)]
    [InlineData("×", false)]
    [InlineData("なし", false)]
    public void Ticks_are_read_as_yes_or_no(string text, bool value)
    {
        Assert.Equal(ReadFault.None, FlagText.Read(text, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("18.7", 18_700)]
    [InlineData("0.1kg", 100)]
    [InlineData("１．５ｋｇ", 1_500)]
    [InlineData("850g", 850)]
    [InlineData("2㎏", 2_000)]
    public void Weights_become_whole_grams(string text, long grams)
    {
        Assert.Equal(ReadFault.None, WeightText.Read(text, WeightUnit.Kilogram, out var read));
        Assert.Equal(grams, read);
    }

    [Fact]
    public void A_weight_without_any_unit_is_not_guessed() => Assert.Equal(ReadFault.NoUnit, WeightText.Read("18.7", WeightUnit.Unstated, out _));

    [Theory]
    [InlineData("82", 82)]
    [InlineData("８２％", 82)]
    [InlineData("99.9%", 99)]
    public void A_percentage_is_never_rounded_up(string text, long percent)
    {
        Assert.Equal(ReadFault.None, NumberText.ReadPercent(text, out var read));
        Assert.Equal(percent, read);
    }

    [Theory]
    [InlineData("東京都江東区", 13)]
    [InlineData("京都府京都市", 26)]
    [InlineData("北海道石狩市", 1)]
    [InlineData("大阪", 27)]
    [InlineData("Fukuoka", 40)]
    public void An_address_tells_its_prefecture(string text, int code)
    {
        Assert.True(Prefecture.TryFind(text, out var prefecture));
        Assert.Equal(code, prefecture.Code);
    }

    [Fact]
    public void Text_for_people_keeps_its_special_characters() => Assert.Equal("①㈱髙島 10〜20cm\nが", FreeText.Clean(" ①㈱髙島 10～20cm\r\nか\u3099　"));

    [Theory]
    [InlineData("taro@example.jp")]
    [InlineData("０９０-1234-5678")]
    [InlineData("03(1234)5678")]
    public void What_could_be_a_person_is_not_repeated(string text) => Assert.Equal("", ShownValue.Of(text));
}
