using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Loose;
using CeCommerce.Platform;
using Microsoft.Extensions.Time.Testing;

namespace CeCommerce.Tests.Payments;

/// <summary>M9: what words of the processor, in whatever order and however often, make of money that came for a payment of 900 yen that is 600 of one operator and 300 of another.</summary>
public sealed class LooseMoneyTests
{
    private static readonly OperatorId s_one = OperatorId.From(Guid.CreateVersion7());
    private static readonly OperatorId s_other = OperatorId.From(Guid.CreateVersion7());

    private readonly FakeTimeProvider _time = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly PaymentClock _clock;
    private readonly List<LooseMoney> _money = [];
    private readonly List<Movement> _posted = [];
    private readonly Payment _payment;

    public LooseMoneyTests()
    {
        _clock = new(_time, new PaymentSettings());
        var id = Guid.CreateVersion7();
        _payment = Payment.Of(new("test", id, $"test_{id:N}"), new("bank_transfer", Money.Jpy(900), [new(s_one, 600), new(s_other, 300)], "app", _time.GetUtcNow().AddDays(7)), "stripe", _clock);
        _payment.Hear(new(_payment.Reference, ChargeStatus.Pending, _payment.Amount), _clock);
    }

    [Fact]
    public void It_makes_these_moves_and_no_others() => Assert.Equal(
        "Due>Sending Failed>Sending NeedsBuyer>Failed NeedsBuyer>Returned NeedsBuyer>Sending Returned>Failed Sending>Due Sending>Failed Sending>NeedsBuyer Sending>Returned Waiting>Due Waiting>Used",
        string.Join(' ', (from state in Enum.GetValues<LooseState>() from to in LooseMoves.From(state) select $"{state}>{to}").Order(StringComparer.Ordinal)));

    [Fact]
    public void M9_parts_fill_the_shares_in_their_order_until_they_are_the_charge()
    {
        Hear(500);
        Hear(500, 200);
        Assert.Equal("-700 BuyerClearing, 600 Escrow one, 100 Escrow other", Balances());
        Hear(500, 200, 200);
        Assert.Equal("-900 BuyerClearing, 600 Escrow one, 300 Escrow other", Balances());
        Capture();
        Hear(500, 200, 200, 50);
        Assert.Equal("Used Used Used Due:Surplus:50", Said());

        // The charge itself is posted by the payment's steps.
        Assert.Equal("-50 BuyerClearing, 50 RefundDue", Balances());
    }

    [Fact]
    public void M9_of_one_receipt_that_is_too_much_only_the_surplus_is_owed_back()
    {
        Capture();
        Hear(1_000);
        Assert.Equal("Due:Surplus:100", Said());
        Assert.Equal("-100 BuyerClearing, 100 RefundDue", Balances());
    }

    [Fact]
    public void M9_what_came_is_owed_back_when_the_term_is_over_and_what_comes_later_too()
    {
        Hear(500);
        End();
        Hear(500);
        Hear(500, 900);
        Assert.Equal("Due:Short:500 Due:Late:900", Said());
        Assert.Equal("-1400 BuyerClearing, 1400 RefundDue", Balances());
    }

    [Fact]
    public void M9_what_came_in_time_and_is_heard_of_with_the_end_was_short()
    {
        var came = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        End();
        _posted.AddRange(new LooseLog(_payment, _money, _clock).Hear(new("cus_1", [new("cash_0", 500, came), new("cash_1", 100, _time.GetUtcNow())])));
        Assert.Equal("Due:Short:500 Due:Late:100", Said());
        Assert.Equal("-600 BuyerClearing, 600 RefundDue", Balances());
    }

    [Fact]
    public void A_return_that_fails_is_owed_again_and_the_next_one_is_another()
    {
        End();
        Hear(900);
        var one = Assert.Single(_money);
        var first = one.Send(_clock);
        _posted.AddRange(one.Hear(first.Id, new("re_1", RefundStatus.NeedsBuyer), _clock));
        Assert.Equal("", Balances());
        _posted.AddRange(one.Hear(first.Id, new("re_1", RefundStatus.Failed) { Reason = "declined" }, _clock));
        _posted.AddRange(one.Hear(first.Id, new("re_1", RefundStatus.Failed) { Reason = "declined" }, _clock));
        Assert.Equal("-900 BuyerClearing, 900 RefundDue", Balances());
        var second = one.Send(_clock);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Empty(one.Hear(first.Id, new("re_1", RefundStatus.Succeeded), _clock));
        _posted.AddRange(one.Hear(second.Id, new("re_2", RefundStatus.Succeeded), _clock));
        Assert.Equal(("", LooseState.Returned), (Balances(), one.State));
    }

    [Fact]
    public void A_refusal_moves_nothing_and_what_the_processor_never_got_is_due_again()
    {
        End();
        Hear(900);
        var one = Assert.Single(_money);
        Assert.Empty(one.Hear(one.Send(_clock).Id, new(null, RefundStatus.Failed) { Reason = "email_invalid" }, _clock));
        Assert.Equal(LooseState.Failed, one.State);
        Assert.Empty(one.Hear(one.Send(_clock).Id, null, _clock));
        Assert.Equal((LooseState.Due, 2), (one.State, one.Returns.Count));
    }

    [Fact]
    public void It_is_reminded_of_at_once_and_once_more_a_week_before_its_time_is_over()
    {
        End();
        Hear(900);
        var one = Assert.Single(_money);
        Assert.Equal((true, false), (one.Remind(_clock), one.Remind(_clock)));
        _time.Advance(TimeSpan.FromDays(38));
        Assert.Equal((true, false), (one.Remind(_clock), one.Remind(_clock)));
    }

    [Fact]
    public void However_the_words_are_cut_and_whenever_the_end_is_heard_every_yen_is_somewhere()
    {
        var random = new Random(9);
        for (var run = 0; run < 300; run++)
        {
            var test = new LooseMoneyTests();
            var amounts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.NextInt64(1, 700)).ToArray();
            var (end, paid) = (random.Next(0, amounts.Length + 1), false);
            for (var count = 0; count <= amounts.Length; count++)
            {
                test.Hear(amounts[..count]);
                if (!paid && amounts[..count].Sum() >= 900)
                {
                    paid = true;
                    test.Capture();
                }
                else if (!paid && count == end)
                {
                    test.End();
                    paid = true;
                }

                test.Hear(amounts[..random.Next(0, count + 1)]);
            }

            test.Hear(amounts);
            var (came, kept) = (amounts.Sum(), test._payment.Captured ? 900 : 0);
            var due = test._money.Sum(one => one.Owed.Amount);
            var waiting = test._money.Where(one => one.State == LooseState.Waiting).Sum(one => one.Part);
            Assert.Equal(came, due + waiting + kept);
            Assert.Equal(due, test._posted.Sum(movement => movement.AmountOf(Account.OfPlatform(AccountKind.RefundDue, "JPY"))));
            Assert.Equal(came - kept, -test._posted.Sum(movement => movement.AmountOf(Account.OfPlatform(AccountKind.BuyerClearing, "JPY"))));
            Assert.Equal(test._posted.Count, test._posted.DistinctBy(movement => (movement.Cause, movement.Kind)).Count());
        }
    }

    private void Hear(params long[] amounts) =>
        _posted.AddRange(new LooseLog(_payment, _money, _clock).Hear(new("cus_1", [.. amounts.Select((amount, place) => new CashReceipt($"cash_{place}", amount, _time.GetUtcNow()))])));

    private void Capture() => _payment.Hear(new(_payment.Reference, ChargeStatus.Succeeded, _payment.Amount), _clock);

    private void End()
    {
        _payment.Release(_clock);
        _payment.Hear(new(_payment.Reference, ChargeStatus.Cancelled, _payment.Amount, "abandoned"), _clock);
    }

    private string Said() => string.Join(' ', _money.Select(one => one.Reason is { } reason ? $"{one.State}:{reason}:{one.Owed.Amount}" : $"{one.State}"));

    private string Balances() => string.Join(", ", _posted.SelectMany(movement => movement.Entries)
        .GroupBy(entry => entry.Account.Kind.Word + (entry.Account.Owner == s_one.Value ? " one" : entry.Account.Owner == s_other.Value ? " other" : ""), (account, of) => (Account: account, Sum: of.Sum(entry => entry.Amount)))
        .Where(sum => sum.Sum != 0).OrderBy(sum => sum.Account, StringComparer.Ordinal).Select(sum => $"{sum.Sum} {sum.Account}"));
}
