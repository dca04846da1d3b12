using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Payments.Settling;

namespace CeCommerce.IntegrationTests.Payments.Settling;

/// <summary>The database finds the terms of a moment for payouts, and this process among those that it has read for fees: both have to find the same.</summary>
public sealed class TermsOfAMomentTests(OrderShop shop) : IClassFixture<OrderShop>
{
    /// <summary>Said in every order, some of them of one moment, in both or one of their times.</summary>
    private const string Said =
        """
        INSERT INTO payments.settlement_terms (id, operator_id, liable, processor_fee_charged_on, dispute_fee_charged_on, schedule, delay_days, minimum, "from", set_at)
        SELECT gen_random_uuid(), id, 'Operator', false, false, 'Manual', 0, 0, '2026-11-20'::timestamptz + a * interval '1 day', '2026-11-01'::timestamptz + b * interval '1 microsecond'
        FROM operators.operators, generate_series(0, 4) AS a, generate_series(0, 2) AS b, generate_series(1, 3) AS c
        """;

    [Fact]
    public async Task Both_find_the_same_at_every_moment()
    {
        await shop.Scalar(Said);
        var ids = await shop.Scalar("SELECT array_agg(id) FROM operators.operators") is Guid[] found ? found.Select(OperatorId.From).ToArray() : [];
        var all = await shop.On((TermsOfOperators terms) => terms.AllOfAsync(ids, default));
        Assert.All(ids, id => Assert.Equal(45, all[id].Count()));
        for (var hours = -12; hours <= 132; hours += 12)
        {
            var moment = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9)).AddHours(hours);
            var held = await shop.On((TermsOfOperators terms) => terms.AtAsync(ids, moment, default));
            Assert.Equal(held.Count, ids.Length);
            Assert.All(ids, id => Assert.Equal(held[id].Id, TermsOfOperators.HeldAt(all[id], moment)?.Id ?? default));
        }
    }
}
