using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Items;

public sealed class ItemLimitsTests
{
    private static readonly ItemDescription Good = new(
        new("4985628023289", "Kanata", "スマートフォン", "KT-201C", "smartphone"), ItemCondition.Unknown, ItemFacts.Empty, "13",
        [SerialNumber.Imei("351273444958068")]);

    private static readonly OperatorId Owner = OperatorId.From(Guid.AllBitsSet);

    [Fact]
    public void An_ordinary_item_passes() => Assert.Null(ItemLimits.Check(Good));

    [Fact]
    public void A_GTIN_with_a_wrong_digit_is_refused() =>
        Assert.Equal("NUMBER_INVALID", ItemLimits.Check(Good with { Model = Good.Model with { Gtin = "4985628023288" } })?.Code);

    [Fact]
    public void An_IMEI_with_a_wrong_digit_is_refused() =>
        Assert.Equal("NUMBER_INVALID", ItemLimits.Check(Good with { Serials = [SerialNumber.Imei("351273444958067")] })?.Code);

    [Fact]
    public void An_unknown_category_is_refused() =>
        Assert.Equal("CATEGORY_UNKNOWN", ItemLimits.Check(Good with { Model = Good.Model with { Category = "spaceship" } })?.Code);

    [Fact]
    public void A_makers_serial_counts_within_its_brand_whatever_the_width_and_case()
    {
        Assert.Equal(SerialNumber.Maker(Owner, "Kanata", "A-1"), SerialNumber.Maker(Owner, "ＫＡＮＡＴＡ", "ａ-1"));
        Assert.NotEqual(SerialNumber.Maker(Owner, "Kanata", "A-1"), SerialNumber.Maker(Owner, "Arashi", "A-1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("　")]
    public void Without_a_brand_a_makers_serial_counts_within_its_operator(string? brand)
    {
        var number = SerialNumber.Maker(Owner, brand, "001");
        Assert.True(number.IsMaker);
        Assert.Equal(number, SerialNumber.Maker(Owner, null, "００１"));
        Assert.NotEqual(number, SerialNumber.Maker(OperatorId.From(Guid.Empty), brand, "001"));
        Assert.NotEqual(number, SerialNumber.Tag(Owner, "001"));
    }

    [Fact]
    public void An_own_tag_counts_within_its_operator() => Assert.NotEqual(
        SerialNumber.Tag(OperatorId.From(Guid.Empty), "1"), SerialNumber.Tag(OperatorId.From(Guid.AllBitsSet), "1"));
}
