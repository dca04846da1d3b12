using CeCommerce.Standards;
using CsCheck;

namespace CeCommerce.Tests.Standards;

public sealed class CheckDigitsTests
{
    [Theory]
    [InlineData("4985628023289")]
    [InlineData("4006381333931")]
    [InlineData("96385074")]
    [InlineData("036000291452")]
    [InlineData("10614141000415")]
    public void A_real_gtin_of_each_length_is_valid(string text) => Assert.Equal(NumberCheck.Valid, CheckDigits.Gtin(text));

    [Theory]
    [InlineData("7000012050002")]
    [InlineData("7010705000725")]
    [InlineData("4011001098993")]
    [InlineData("7123456789012")]
    public void The_corporate_numbers_of_the_reference_are_valid(string text) => Assert.Equal(NumberCheck.Valid, CheckDigits.CorporateNumber(text));

    [Theory]
    [InlineData("490154203237518")]
    [InlineData("358489104495737")]
    public void An_imei_that_satisfies_Luhn_is_valid(string text) => Assert.Equal(NumberCheck.Valid, CheckDigits.Imei(text));

    [Theory]
    [InlineData("", NumberCheck.WrongLength)]
    [InlineData("498562802328", NumberCheck.WrongCheckDigit)]
    [InlineData("49856280232891", NumberCheck.WrongCheckDigit)]
    [InlineData("4985628023280", NumberCheck.WrongCheckDigit)]
    [InlineData("４９８５６２８０２３２８９", NumberCheck.NotDigits)]
    [InlineData("498562802328 ", NumberCheck.NotDigits)]
    [InlineData("0000000000000", NumberCheck.NotDigits)]
    [InlineData("498562802328\0", NumberCheck.NotDigits)]
    public void What_is_no_gtin_is_told_apart(string text, NumberCheck expected) => Assert.Equal(expected, CheckDigits.Gtin(text));

    [Theory]
    [InlineData("T7000012050002", NumberCheck.Valid)]
    [InlineData("t7000012050002", NumberCheck.NotDigits)]
    [InlineData("T700001205000", NumberCheck.WrongLength)]
    [InlineData("T700001205000X", NumberCheck.NotDigits)]
    [InlineData("Ｔ7000012050002", NumberCheck.NotDigits)]
    public void An_invoice_number_is_T_and_thirteen_digits(string text, NumberCheck expected) => Assert.Equal(expected, CheckDigits.InvoiceNumber(text));

    [Theory]
    [InlineData("301234567890", NumberCheck.Valid)]
    [InlineData("30123456789", NumberCheck.WrongLength)]
    [InlineData("第30123456号", NumberCheck.WrongLength)]
    [InlineData("30123456789-", NumberCheck.NotDigits)]
    public void A_permit_number_has_twelve_digits(string text, NumberCheck expected) => Assert.Equal(expected, CheckDigits.PermitNumber(text));

    [Fact]
    public void One_wrong_digit_never_passes_a_gtin_or_an_imei() =>
        Gen.Select(Gen.Long[1, 999_999_999_999], Gen.Int[0, 12], Gen.Int[1, 9]).Sample((stem, place, shift) =>
        {
            var gtin = WithCheckDigit($"{stem:D12}", text => CheckDigits.Gtin(text));
            var imei = WithCheckDigit($"{stem:D14}", text => CheckDigits.Imei(text));
            return CheckDigits.Gtin(Mistyped(gtin, place, shift)) != NumberCheck.Valid && CheckDigits.Imei(Mistyped(imei, place, shift)) != NumberCheck.Valid;
        });

    [Fact]
    public void A_mistyped_corporate_number_passes_only_where_nine_stands_for_zero() =>
        Gen.Select(Gen.Long[1, 999_999_999_999], Gen.Int[1, 12], Gen.Int[1, 9]).Sample((stem, place, shift) =>
        {
            var number = Enumerable.Range(1, 9).Select(first => $"{first}{stem:D12}").Single(text => CheckDigits.CorporateNumber(text) == NumberCheck.Valid);
            var wrong = Mistyped(number, place, shift);
            var swapsNineAndZero = (number[place], wrong[place]) is ('0', '9') or ('9', '0');
            return CheckDigits.CorporateNumber(wrong) != NumberCheck.Valid || swapsNineAndZero;
        });

    [Fact]
    public void No_text_makes_a_check_throw() =>
        Gen.String.Sample(text => Enum.IsDefined(CheckDigits.Gtin(text)) && Enum.IsDefined(CheckDigits.Imei(text))
            && Enum.IsDefined(CheckDigits.CorporateNumber(text)) && Enum.IsDefined(CheckDigits.InvoiceNumber(text)) && Enum.IsDefined(CheckDigits.PermitNumber(text)));

    private static string WithCheckDigit(string stem, Func<string, NumberCheck> check) =>
        Enumerable.Range(0, 10).Select(digit => stem + digit).Single(text => check(text) == NumberCheck.Valid);

    private static string Mistyped(string text, int place, int shift) => text[..place] + (char)('0' + ((text[place] - '0' + shift) % 10)) + text[(place + 1)..];
}
