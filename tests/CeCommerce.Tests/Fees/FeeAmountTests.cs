using System.Runtime.CompilerServices;
using CeCommerce.Orders;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Fees;

public sealed class FeeAmountTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 300)];

    [Theory]
    [InlineData(19_999, 1_000, 0, 1_999, 199)]
    [InlineData(19_999, 1_050, 0, 2_099, 209)]
    [InlineData(9, 1_000, 0, 0, 0)]
    [InlineData(100, 1_000, 300, 310, 31)]
    [InlineData(100, 0, 9, 9, 0)]
    [InlineData(0, 1_000, 0, 0, 0)]
    [InlineData(long.MaxValue / 10_000, 10_000, 0, long.MaxValue / 10_000, long.MaxValue / 100_000)]
    public void M1_percentage_and_tax_are_rounded_down_for_each_line(long price, int basisPoints, long fixedAmount, long fee, long tax) =>
        Assert.Equal(new FeeAmount(fee, tax), FeeAmount.Of(Money.Jpy(price), Terms(basisPoints, fixedAmount)));

    [Fact]
    public void M1_a_line_that_went_back_wholly_before_completion_bears_none()
    {
        Assert.Equal(default, Fee(19_999).Charge(19_999, s_now));
        Assert.Equal(default, Fee(19_999, returned: false).Charge(19_999, s_now));
        Assert.Equal(new(1_999, 199), Fee(19_999).Charge(0, s_now));
    }

    [Fact]
    public void M1_it_is_charged_once()
    {
        var fee = Fee(19_999);
        fee.Charge(0, s_now);
        Assert.Equal(default, fee.Charge(0, s_now.AddDays(1)));
        Assert.Equal((s_now, 1_999L), (fee.ChargedAt, fee.ChargedAmount));
    }

    [Fact]
    public void M2_a_rule_may_keep_the_fee_of_what_goes_back()
    {
        var fee = Fee(19_999, returned: false);
        Assert.Equal(new(1_999, 199), fee.Charge(10_000, s_now));
        Assert.Equal(default, fee.GiveBack(19_999));
    }

    [Fact]
    public void M2_nothing_is_given_back_before_it_was_charged() => Assert.Equal(default, Fee(19_999).GiveBack(5_000));

    /// <summary>The unit is completed somewhere among its refunds.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void M2_many_partial_refunds_end_at_the_same_yen_as_one(int seed)
    {
        var random = new Random(seed);
        var (price, points, each) = (random.NextInt64(1, 300_000), random.Next(10_001), random.NextInt64(1_000));
        var (many, one) = (Fee(price, points, each), Fee(price, points, each));
        var (refunded, kept) = (0L, default(FeeAmount));
        var refunds = random.Next(1, 12);
        var completed = random.Next(refunds);
        for (var i = 0; i < refunds && refunded < price; i++)
        {
            if (i == completed)
            {
                kept += many.Charge(refunded, s_now);
            }

            refunded += random.NextInt64(1, price - refunded + 1);
            var back = many.GiveBack(refunded);
            Assert.True(back is { Amount: >= 0, Tax: >= 0 }, "A refund never takes more fee.");
            kept -= back;
            Assert.Equal(many.Charged - many.GivenBack, many.ChargedAt is null ? default : kept);
        }

        var charged = one.Charge(0, s_now);
        var expected = charged - one.GiveBack(refunded);
        Assert.Equal(many.ChargedAt is null ? default : expected, kept);
        Assert.Equal(charged - charged.GivenBack(refunded, price), expected);
        if (refunded == price)
        {
            Assert.Equal(default, expected);
        }
    }

    private static FeeTerms Terms(int basisPoints, long fixedAmount) => new(basisPoints, Money.Jpy(fixedAmount), true);

    private static LineFee Fee(long price, int basisPoints = 1_000, long fixedAmount = 0, bool returned = true)
    {
        var rule = FeeRule.Of(new(null, null, null), null, Terms(basisPoints, fixedAmount) with { ReturnedOnRefund = returned }, s_now, (s_now, null));
        var line = (OrderLine)RuntimeHelpers.GetUninitializedObject(typeof(OrderLine));
        typeof(OrderLine).GetProperty(nameof(OrderLine.Price))!.SetValue(line, Money.Jpy(price));
        return LineFee.Of(line, default, rule);
    }
}
