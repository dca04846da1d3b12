using CeCommerce.Personal;
using CeCommerce.Personal.Places;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Personal;

/// <summary>That postal code, prefecture and address of a recipient speak of one place.</summary>
public sealed class RecipientPlaceTests
{
    private static readonly SaveRecipientInput Sound = new()
    {
        Name = "佐藤花子",
        PostalCode = "1000001",
        PrefectureCode = "13",
        AddressLines = ["千代田区千代田1-1"],
        Phone = "0312345678",
        IdempotencyKey = "12345678",
    };

    [Theory]
    [InlineData("1000001", "13", "千代田区千代田1-1")]
    [InlineData("1000001", "13", "東京都千代田区千代田1-1")]
    [InlineData("1000001", "13", " 東京都　千代田区 千代田1-1")]
    [InlineData("1006011", "13", "千代田区霞が関3-2-5")]
    [InlineData("3703602", "10", "北群馬郡吉岡町下野田1")]
    [InlineData("3703602", "10", "吉岡町下野田1")]
    [InlineData("0600001", "01", "札幌市中央区北1条西2")]
    [InlineData("0600001", "01", "中央区北1条西2")]
    [InlineData("9630101", "07", "郡山市安積町日出山1")]
    [InlineData("1001101", "13", "三宅村神着1")]
    [InlineData("1001101", "13", "三宅島三宅村神着1")]
    [InlineData("3010000", "08", "竜ヶ崎市1")]
    [InlineData("2730100", "12", "鎌ヶ谷市1")]
    [InlineData("6391134", "29", "大和郡山市柳町1")]
    public void An_address_begins_with_the_municipality_of_its_code(string code, string prefecture, string line) => Assert.Empty(Errors(code, prefecture, line));

    [Theory]
    [InlineData("千代田1-1")]
    [InlineData("港区芝公園4-2-8")]
    [InlineData("大阪府千代田区1")]
    [InlineData("東京都")]
    [InlineData("1-1 千代田区")]
    public void Elsewhere_it_does_not(string line)
    {
        var error = Assert.IsType<MunicipalityMismatch>(Assert.Single(Errors("1000001", "13", line)));
        Assert.Equal(["千代田区"], error.Municipalities);
        Assert.Equal(["input", "addressLines", "0"], error.Path);
    }

    [Fact]
    public void A_code_of_another_prefecture_says_where_it_lies()
    {
        var error = Assert.IsType<PostalCodeElsewhere>(Assert.Single(Errors("1000001", "27", "千代田区千代田1-1")));
        Assert.Equal(["13"], error.PrefectureCodes);
        Assert.Equal(["東京都"], error.PrefectureNames);
    }

    [Theory]
    [InlineData("9999999")]
    [InlineData("0000000")]
    [InlineData("1000050")]
    public void An_unknown_code_is_refused_with_the_day_of_the_data(string code)
    {
        var error = Assert.IsType<PostalCodeUnknown>(Assert.Single(Errors(code, "13", "千代田区千代田1-1")));
        Assert.Equal(PostalCodes.Own.AsOf, error.AsOf);
        Assert.Contains($"{error.AsOf:yyyy-MM-dd}", error.Message.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1008111", "13", "千代田区千代田1-1")]
    [InlineData("5408570", "27", "大阪市中央区大手前2")]
    [InlineData("1638001", "13", "新宿区西新宿2-8-1")]
    public void An_office_with_a_code_of_its_own_lies_where_its_area_does(string code, string prefecture, string line) => Assert.Empty(Errors(code, prefecture, line));

    [Fact]
    public void A_code_across_a_border_lies_on_both_sides()
    {
        var across = Enumerable.Range(0, 10_000_000).Select(code => $"{code:D7}").Where(code => PostalCodes.Own.Of(code) is [var first, ..] all && all.Any(one => one.Prefecture != first.Prefecture) && code[3] != '8').First();
        foreach (var one in PostalCodes.Own.Of(across))
        {
            Assert.Empty(Errors(across, one.Prefecture.Code, one.Name + "1-1"));
        }
    }

    [Fact]
    public void Every_municipality_is_begun_with_by_its_own_name() => Assert.All(
        Enumerable.Range(0, 100_000).SelectMany(start => PostalCodes.Own.Of($"{start:D5}00")).Distinct(),
        one => Assert.True(one.Begins(one.Name) && one.Begins(one.Prefecture.Name + one.Name), one.Name));

    [Theory]
    [InlineData("〒１００－０００１", "13101")]
    [InlineData("100-000", null)]
    [InlineData("", null)]
    [InlineData("'; DROP TABLE", null)]
    [InlineData("٠٠٠٠٠٠٠", null)]
    public void Candidates_are_asked_for_however_the_code_was_typed(string typed, string? municipality) =>
        Assert.Equal(municipality is null ? [] : [municipality], AddressCandidates.Of(typed).Candidates.Select(one => one.MunicipalityCode));

    [Theory]
    [InlineData("0312345678", true)]
    [InlineData("09012345678", true)]
    [InlineData("0120123456", true)]
    [InlineData("0591234567", true)]
    [InlineData("0100000000", false)]
    [InlineData("0000000000", false)]
    [InlineData("00012345678", false)]
    [InlineData("01012345678", false)]
    public void A_phone_number_is_one_that_is_given_out(string typed, bool isTaken) =>
        Assert.Equal(isTaken, RecipientRules.Read(Sound with { Phone = typed }).Address is not null);

    private static IReadOnlyList<IUserError> Errors(string code, string prefecture, string line) =>
        RecipientRules.Read(Sound with { PostalCode = code, PrefectureCode = prefecture, AddressLines = [line] }).Errors;
}
