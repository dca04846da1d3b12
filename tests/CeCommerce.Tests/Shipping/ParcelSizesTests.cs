using CeCommerce.Shipping;

namespace CeCommerce.Tests.Shipping;

public sealed class ParcelSizesTests
{
    [Theory]
    [InlineData("幅70×奥行30×高さ25cm", ParcelSize.Size140)]
    [InlineData("700x300x250 mm", ParcelSize.Size140)]
    [InlineData("Ｗ２０×Ｄ２０×Ｈ２０㎝", ParcelSize.Size60)]
    [InlineData("20cm×20cm×20.5cm", ParcelSize.Size80)]
    [InlineData("90*60*180cm", ParcelSize.Large)]
    public void Three_sides_with_a_unit_give_a_size(string dimensions, ParcelSize size) => Assert.Equal(size, ParcelSizes.Of(dimensions));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("70×30×25")]
    [InlineData("70cm×300mm×25cm")]
    [InlineData("70×30cm")]
    [InlineData("70×30×25×10cm")]
    [InlineData("直径30cm")]
    [InlineData("0×0×0cm")]
    [InlineData("99999999999999999999×1×1cm")]
    [InlineData("約70cm くらい×30cm×25cm")]
    public void Anything_else_gives_none(string? dimensions) => Assert.Null(ParcelSizes.Of(dimensions));

    [Fact]
    public void A_long_text_gives_none_and_takes_no_time() => Assert.Null(ParcelSizes.Of(new string('×', 100_000)));

    [Fact]
    public void Every_prefecture_lies_in_one_region() =>
        Assert.Equal(Prefectures.All, Enum.GetValues<ShippingRegion>().SelectMany(Prefectures.Of).Order(StringComparer.Ordinal));
}
