using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Payments;

public sealed class LedgerTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
    private static readonly OperatorId s_operator = OperatorId.From(new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
    private static readonly Cause s_cause = Cause.Of(PaymentId.From(new(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)));

    private readonly Movement _pending = Charge(1_000, s_now).PendingUntil(s_now.AddHours(1));

    [Fact]
    public void A_million_random_steps_leave_balances_that_paper_would_say()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            Walk(new(seed, 300, s_now), 100_000);
        }
    }

    [Fact]
    public void Shares_of_one_operator_are_one_entry_and_the_buyer_pays_all_of_them()
    {
        var charge = PaymentMovements.Charge(s_cause, [new(s_operator, Money.Jpy(300)), new(s_operator, Money.Jpy(700))], MovementTime.Now(s_now));
        Assert.Equal(
            [new(Account.OfPlatform(AccountKind.BuyerClearing, "JPY"), -1_000), new(Account.OfOperator(AccountKind.Escrow, s_operator, "JPY"), 1_000)],
            charge.Entries);
    }

    [Fact]
    public void A_movement_is_zero_in_each_currency_or_none()
    {
        var yen = Account.OfPlatform(AccountKind.BuyerClearing, "JPY");
        var dollars = Account.OfOperator(AccountKind.OperatorPayable, s_operator, "USD");
        Assert.Throws<UnbalancedMovement>(() => Movement.Of(MovementKind.Charge, s_cause, [new(yen, -100), new(dollars, 100)], MovementTime.Now(s_now)));
        Assert.Throws<UnbalancedMovement>(() => Movement.Of(MovementKind.Charge, s_cause, [], MovementTime.Now(s_now)));
        Assert.Throws<OverflowException>(() => Movement.Of(MovementKind.Charge, s_cause, [new(yen, long.MaxValue), new(yen, 1)], MovementTime.Now(s_now)));
    }

    [Theory]
    [InlineData(1_001)]
    [InlineData(-1)]
    public void No_more_is_posted_than_is_pending(long amount) => Assert.Throws<ArgumentException>(() => Resolution.Post(_pending, Charge(amount, s_now)));

    [Theory]
    [InlineData(-1)]
    [InlineData(3_600)]
    public void Nothing_is_posted_or_voided_when_it_is_not_pending(int seconds)
    {
        var then = s_now.AddSeconds(seconds);
        Assert.Throws<ArgumentException>(() => Resolution.Post(_pending, Charge(1_000, then)));
        Assert.Throws<ArgumentException>(() => Resolution.Void(_pending, MovementTime.Now(then)));
        Assert.Throws<ArgumentException>(() => Resolution.Void(Charge(1_000, s_now), MovementTime.Now(s_now)));
    }

    [Fact]
    public void What_was_pending_expires_at_its_time_out_however_late_that_is_noticed() =>
        Assert.Equal(new MovementTime(s_now.AddHours(1), s_now.AddDays(9)), Resolution.Expire(_pending, s_now.AddDays(9)).Time);

    [Fact]
    public void An_account_has_the_owner_that_its_kind_asks_for()
    {
        Assert.Throws<ArgumentException>(() => Account.OfPlatform(AccountKind.OperatorPayable, "JPY"));
        Assert.Throws<ArgumentException>(() => Account.OfOperator(AccountKind.BuyerClearing, s_operator, "JPY"));
    }

    private static Movement Charge(long amount, DateTimeOffset at) => PaymentMovements.Charge(s_cause, [new(s_operator, Money.Jpy(amount))], MovementTime.Now(at));

    private static void Walk(RandomSteps steps, int count)
    {
        var (paper, days, balances, asked) = (new PlainBooks(), new BooksByDay(), new Dictionary<Account, long>(), 0);
        paper.Readers.Add(days.Add);
        paper.Readers.Add(movement => Add(balances, movement));
        for (var i = 0; i < count; i++)
        {
            switch (steps.Next())
            {
                case PostStep(var movement):
                    paper.Post(movement);
                    break;
                case ResolveStep(var resolution):
                    paper.Resolve(resolution);
                    break;
                case ExpireStep:
                    paper.Expire(steps.Now);
                    break;
                case AskStep(var account, var asOf):
                    Assert.Equal(paper.BalanceOf(account, asOf).Posted, days.PostedOf(account, asOf));
                    asked++;
                    break;
            }
        }

        Assert.InRange(asked, count / 10, count / 5);
        Assert.All(balances, balance => Assert.Equal(new(balance.Value, 0), paper.BalanceOf(balance.Key, new(steps.Now.AddYears(1)))));
        Assert.All(balances.GroupBy(balance => balance.Key.Currency), currency => Assert.Equal(0, currency.Sum(balance => balance.Value)));
        Assert.Equal(paper.Opened.Count(), balances.Count);
    }

    private static void Add(Dictionary<Account, long> balances, Movement movement)
    {
        foreach (var (account, amount) in movement.Entries)
        {
            balances[account] = balances.GetValueOrDefault(account) + amount;
        }
    }
}
