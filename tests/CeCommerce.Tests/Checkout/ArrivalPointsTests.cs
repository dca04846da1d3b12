using CeCommerce.Orders.Arrival;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Checkout;

public sealed class ArrivalPointsTests
{
    [Fact]
    public void The_list_speaks_of_goods_that_there_are_and_asks_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<ArrivalPoint>(), ArrivalPoints.All.Select(point => point.Point).Distinct().Order());
        Assert.All(ArrivalPoints.All.SelectMany(point => point.Goods).Where(code => code != "*"), code => Assert.True(ProductCategories.TryGet(code, out _), code));
        Assert.All(ArrivalPoints.All, point => Assert.False(string.IsNullOrWhiteSpace(point.Ja) || string.IsNullOrWhiteSpace(point.En)));
    }

    [Fact]
    public void A_point_is_asked_from_its_first_day_to_the_one_before_its_end()
    {
        var point = ArrivalPoints.All[0] with { Goods = ["laptop"], ValidFrom = new(2026, 12, 1), ValidTo = new(2027, 1, 1) };
        Assert.Equal(
            [false, true, true, false],
            new DateOnly[] { new(2026, 11, 30), new(2026, 12, 1), new(2026, 12, 31), new(2027, 1, 1) }.Select(day => point.IsAsked("laptop", day)));
        Assert.False(point.IsAsked("sofa", new(2026, 12, 1)));
    }
}
