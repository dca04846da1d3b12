using CeCommerce.Passports.Valuation;
using CsCheck;

namespace CeCommerce.Tests.Passports.Valuation;

public sealed class WholeYenTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 3)]
    [InlineData(-2.5, -3)]
    public void Half_a_yen_goes_away_from_zero(double yen, long whole) => Assert.Equal(whole, WholeYen.Round(yen));

    [Fact]
    public void Nothing_is_worth_less_than_a_yen_or_more_than_goods_cost() =>
        Assert.Equal([1, 1, 1_000_000_000_000], [WholeYen.Worth(0.1), WholeYen.Worth(0), WholeYen.Worth(double.PositiveInfinity)]);

    [Fact]
    public void The_largest_rests_get_what_is_left() => Assert.Equal([-11, 4, 1], WholeYen.Shares([-10.7, 3.9, 0.8], -6));

    [Fact]
    public void Shares_add_up_and_stay_within_a_yen() => Gen.Double[-1e6, 1e6].Array[1, 8].Sample(parts =>
    {
        var total = WholeYen.Round(parts.Sum());
        var shares = WholeYen.Shares(parts, total);
        Assert.Equal(total, shares.Sum());
        Assert.All(shares.Zip(parts), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1.0001));
    });
}
