using CeCommerce.Personal;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Personal;

public sealed class RecipientRulesTests
{
    private static readonly SaveRecipientInput Sound = new()
    {
        Name = "佐藤花子",
        NameKana = "サトウ ハナコ",
        PostalCode = "1000001",
        PrefectureCode = "13",
        AddressLines = ["千代田区千代田1-1", "皇居マンション101"],
        Phone = "0312345678",
        Email = "hanako@example.jp",
        IdempotencyKey = "12345678",
    };

    [Fact]
    public void What_is_sound_is_kept_as_it_was_written()
    {
        var (address, errors) = RecipientRules.Read(Sound);
        Assert.Empty(errors);
        Assert.Equal(("佐藤花子", "サトウ ハナコ", "1000001", "13", "0312345678", "hanako@example.jp"), (address!.Name, address.NameKana, address.PostalCode, address.PrefectureCode, address.Phone, address.Email));
        Assert.Equal(Sound.AddressLines, address.AddressLines);
    }

    [Theory]
    [InlineData("100-0001")]
    [InlineData("１００－０００１")]
    [InlineData("〒100-0001")]
    [InlineData(" 100 0001 ")]
    [InlineData("１００ー０００１")]
    [InlineData("100−0001")]
    public void A_postal_code_is_read_however_it_was_typed(string typed) => Assert.Equal("1000001", RecipientRules.Read(Sound with { PostalCode = typed }).Address?.PostalCode);

    [Theory]
    [InlineData("")]
    [InlineData("100000")]
    [InlineData("10000011")]
    [InlineData("100000a")]
    [InlineData("١٠٠٠٠٠١")]
    [InlineData("100-0001; DROP")]
    public void Anything_else_is_no_postal_code(string typed) => AssertRefused(Sound with { PostalCode = typed }, new PostalCodeInvalid("input", "postalCode"));

    [Theory]
    [InlineData("03-1234-5678", "0312345678")]
    [InlineData("０９０－１２３４－５６７８", "09012345678")]
    [InlineData("(03) 1234 5678", "0312345678")]
    [InlineData("+81 90-1234-5678", "09012345678")]
    [InlineData("+81(0)90-1234-5678", "09012345678")]
    public void A_phone_number_is_read_however_it_was_typed(string typed, string digits) => Assert.Equal(digits, RecipientRules.Read(Sound with { Phone = typed }).Address?.Phone);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1234567890")]
    [InlineData("00123456789")]
    [InlineData("031234567")]
    [InlineData("031234567890")]
    [InlineData("+1 202 555 0100")]
    [InlineData("03-1234-567a")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0")]
    public void Anything_else_is_no_phone_number(string typed) => AssertRefused(Sound with { Phone = typed }, new PhoneInvalid("input", "phone"));

    [Fact]
    public void There_are_47_prefectures()
    {
        var codes = Enumerable.Range(0, 100).Select(code => $"{code:D2}").Where(code => RecipientRules.Read(Sound with { PrefectureCode = code }).Errors.All(error => error is not PrefectureUnknown));
        Assert.Equal(Enumerable.Range(1, 47).Select(code => $"{code:D2}"), codes);
        Assert.Equal("13", RecipientRules.Read(Sound with { PrefectureCode = "１３" }).Address?.PrefectureCode);
        AssertRefused(Sound with { PrefectureCode = "東京都" }, new PrefectureUnknown("input", "prefectureCode"));
    }

    [Theory]
    [InlineData("ｻﾄｳ ﾊﾅｺ", "サトウ ハナコ")]
    [InlineData("さとう　はなこ", "サトウ ハナコ")]
    [InlineData("ヴィクトール・ユーゴー", "ヴィクトール・ユーゴー")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_reading_is_kept_in_full_width_katakana(string? typed, string? kana)
    {
        var (address, errors) = RecipientRules.Read(Sound with { NameKana = typed });
        Assert.Empty(errors);
        Assert.Equal(kana, address!.NameKana);
    }

    [Theory]
    [InlineData("佐藤")]
    [InlineData("Sato")]
    [InlineData("ーー")]
    public void What_is_no_kana_is_no_reading(string typed) => AssertRefused(Sound with { NameKana = typed }, new NameKanaInvalid("input", "nameKana"));

    [Theory]
    [InlineData("a@example.jp", true)]
    [InlineData("a.b+c@mail.example.co.jp", true)]
    [InlineData("ａ＠example.jp", true)]
    [InlineData("a@localhost", false)]
    [InlineData("a@b@example.jp", false)]
    [InlineData("a b@example.jp", false)]
    [InlineData("a@example.jp\r\nBcc: b@example.jp", false)]
    [InlineData("@example.jp", false)]
    [InlineData("a@-example.jp", false)]
    public void An_email_has_the_form_of_one(string typed, bool isTaken) =>
        Assert.Equal(isTaken ? [] : [new EmailInvalid("input", "email").Code], RecipientRules.Read(Sound with { Email = typed }).Errors.Select(error => error.Code));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("佐藤\n花子")]
    [InlineData("佐藤\0花子")]
    [InlineData("佐藤\u202e花子")]
    public void A_name_is_something_that_a_label_can_show(string typed) => AssertRefused(Sound with { Name = typed }, new RecipientTextInvalid(RecipientRules.MostCharacters, "input", "name"));

    [Fact]
    public void Half_a_character_is_no_name() => AssertRefused(Sound with { Name = "佐藤" + (char)0xD800 }, new RecipientTextInvalid(RecipientRules.MostCharacters, "input", "name"));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_name_has_at_most_a_hundred_characters(int length, bool isTaken) => Assert.Equal(isTaken, RecipientRules.Read(Sound with { Name = new string('あ', length) }).Address is not null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void An_address_has_one_to_four_lines(int count, bool isTaken) =>
        Assert.Equal(isTaken, RecipientRules.Read(Sound with { AddressLines = [.. Enumerable.Repeat("千代田区1-1", count)] }).Address is not null);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_nothing_of_it_is_repeated()
    {
        var (address, errors) = RecipientRules.Read(Sound with { Name = "", PostalCode = "秘密郵便", PrefectureCode = "秘密県", AddressLines = ["よい", "わる\0い"], Phone = "秘密電話", Email = "秘密" });
        Assert.Null(address);
        Assert.Equal(
            ["name", "postalCode", "prefectureCode", "addressLines", "phone", "email"], errors.Select(error => error.Path[1]));
        Assert.Equal(["input", "addressLines", "1"], errors[3].Path);
        Assert.All(errors, error => Assert.DoesNotContain("秘密", $"{error} {error.Message.Ja} {error.Message.En}", StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_input_nor_address_says_anything_of_itself_where_it_is_printed()
    {
        var address = RecipientRules.Read(Sound).Address;
        Assert.Equal("RecipientAddress SaveRecipientInput", $"{address} {Sound}");
    }

    private static void AssertRefused(SaveRecipientInput input, UserError expected)
    {
        var error = Assert.Single(RecipientRules.Read(input).Errors);
        Assert.Equal((expected.Code, string.Join('.', expected.Path)), (error.Code, string.Join('.', error.Path)));
    }
}
