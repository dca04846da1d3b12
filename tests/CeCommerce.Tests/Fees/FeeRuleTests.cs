using CeCommerce.Operators;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Fees;

/// <summary>Which rule counts for a sale.</summary>
public sealed class FeeRuleTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly OperatorId s_seller = OperatorId.From(Guid.CreateVersion7());
    private static readonly FeeScope s_sale = new(s_seller, ListingKind.Reuse, "lighter");

    /// <summary>From the most special one to the least.</summary>
    private static readonly FeeScope[] s_order =
    [
        s_sale,
        s_sale with { Kind = null },
        s_sale with { Category = null },
        s_sale with { Kind = null, Category = null },
        s_sale with { OperatorId = null },
        s_sale with { OperatorId = null, Kind = null },
        s_sale with { OperatorId = null, Category = null },
        new(null, null, null),
    ];

    [Fact]
    public void M1_the_most_special_rule_counts_operator_before_category_before_kind()
    {
        FeeRule[] rules = [.. s_order.Select((scope, i) => Rule(scope, i))];
        for (var i = 0; i < rules.Length; i++)
        {
            Assert.Equal(i, FeeRule.For(rules.Skip(i).Reverse(), s_sale, s_now)!.BasisPoints);
        }
    }

    [Fact]
    public void Of_equally_special_rules_that_which_began_last_counts_and_when_it_has_ended_the_one_before()
    {
        FeeRule[] rules = [Rule(s_sale, 2, from: -1, until: 1), Rule(s_sale, 1, from: -5), Rule(s_sale, 3, from: 1)];
        Assert.Equal([1, 2, 3], new[] { -2, 0, 1 }.Select(day => FeeRule.For(rules, s_sale, s_now.AddDays(day))!.BasisPoints));
    }

    [Fact]
    public void A_rule_for_others_or_for_another_time_does_not_count()
    {
        FeeRule[] rules =
        [
            Rule(s_sale with { OperatorId = OperatorId.From(Guid.CreateVersion7()) }, 1), Rule(s_sale with { Kind = ListingKind.Refurbished }, 1), Rule(s_sale with { Category = "oil_stove" }, 1),
            Rule(s_sale, 1, from: 1), Rule(s_sale, 1, from: -1, until: 0),
        ];
        Assert.Null(FeeRule.For(rules, s_sale, s_now));
    }

    private static FeeRule Rule(FeeScope scope, int points, int from = 0, int? until = null) =>
        FeeRule.Of(scope, null, new(points, Money.Jpy(0), true), s_now, (s_now.AddDays(from), until is { } day ? s_now.AddDays(day) : null));
}
