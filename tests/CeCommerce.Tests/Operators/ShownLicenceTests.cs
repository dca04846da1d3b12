using CeCommerce.Operators;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Operators;

/// <summary>Which of several permits stands beside the goods.</summary>
public sealed class ShownLicenceTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DealerLicence Clothes = new("301010000001", 13, [KobutsuCategory.Clothing], "株式会社甲", new(2020, 4, 1), null);
    private static readonly DealerLicence Books = Clothes with { PermitNumber = "271010000002", Categories = [KobutsuCategory.Books], ValidFrom = new(2024, 4, 1) };

    [Theory]
    [InlineData("coat", "301010000001")]
    [InlineData("book", "271010000002")]
    [InlineData("air_conditioner", "271010000002")]
    [InlineData("moon_rock", "271010000002")]
    [InlineData(null, "271010000002")]
    public void A_permit_that_names_the_goods_is_shown_before_the_newest(string? category, string number) =>
        Assert.Equal(number, Holding(Clothes, Books).LicenceOn(Today, RuleEdition.Current.Goods.KobutsuOf(category, Today))?.PermitNumber);

    [Fact]
    public void A_permit_is_shown_up_to_its_last_day()
    {
        Assert.Equal(Clothes.PermitNumber, Holding(Clothes with { ValidTo = Today }, Books).LicenceOn(Today, KobutsuCategory.Clothing)?.PermitNumber);
        Assert.Equal(Books.PermitNumber, Holding(Clothes with { ValidTo = Today.AddDays(-1) }, Books).LicenceOn(Today, KobutsuCategory.Clothing)?.PermitNumber);
        Assert.Null(Holding(Clothes with { ValidFrom = Today.AddDays(1) }).LicenceOn(Today, KobutsuCategory.Clothing));
    }

    private static Operator Holding(params DealerLicence[] licences)
    {
        var dealer = Operator.Register(default, "dealer", OperatorProfile.Empty, DateTimeOffset.UnixEpoch);
        foreach (var licence in licences)
            dealer.Hold(licence, DateTimeOffset.UnixEpoch);
        return dealer;
    }
}
