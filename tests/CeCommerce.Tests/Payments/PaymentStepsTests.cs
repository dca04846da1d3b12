using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using Microsoft.Extensions.Time.Testing;

namespace CeCommerce.Tests.Payments;

/// <summary>What words of the processor and decisions of the owner, in whatever order, make of a payment of 900 yen that is 600 of one operator and 300 of another.</summary>
public sealed class PaymentStepsTests
{
    private static readonly OperatorId s_one = OperatorId.From(Guid.CreateVersion7());
    private static readonly OperatorId s_other = OperatorId.From(Guid.CreateVersion7());
    private static readonly Guid s_cause = Guid.CreateVersion7();

    private readonly FakeTimeProvider _time = new(new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero));
    private readonly PaymentClock _clock;

    public PaymentStepsTests() => _clock = new(_time, new PaymentSettings());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Fact]
    public void A_charge_is_an_attempt_an_authorisation_and_a_capture()
    {
        var payment = Begin();
        Assert.Equal(["Attempt Begun 900 open"], Say(payment));
        Assert.True(payment.Hear(Charge(ChargeStatus.Succeeded), _clock));
        Assert.Equal(["Attempt Succeeded 900", "Authorisation Captured 900", "Capture Succeeded 900"], Say(payment));
        Assert.Equal(payment.Steps[1].Id, payment.Steps[2].ParentId);
        Assert.False(payment.Unsettled);
    }

    [Fact]
    public void A_refused_attempt_is_not_the_end_of_the_payment()
    {
        var payment = Begin();
        payment.Hear(Charge(ChargeStatus.NeedsAuthentication), _clock);
        payment.Hear(Charge(ChargeStatus.Declined) with { Reason = "card_declined" }, _clock);
        Assert.Equal(["Attempt Declined 900"], Say(payment));
        Assert.Equal("card_declined", payment.Steps[0].Reason);
        Assert.False(payment.Unsettled);
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        Assert.Equal(["Attempt Declined 900", "Attempt Succeeded 900", "Authorisation Captured 900", "Capture Succeeded 900"], Say(payment));
    }

    [Fact]
    public void Held_money_is_captured_by_a_step_of_its_own()
    {
        var payment = Begin();
        var until = _time.GetUtcNow().AddDays(7);
        Assert.True(payment.Hear(Charge(ChargeStatus.Authorised) with { HeldUntil = until }, _clock));
        Assert.Equal(["Attempt Succeeded 900", "Authorisation Held 900 open"], Say(payment));
        Assert.Equal((until, false, true), (payment.Steps[1].DueAt, payment.Captured, payment.Unsettled));
        Assert.False(payment.Hear(Charge(ChargeStatus.Authorised), _clock));
        Assert.True(payment.Hear(Charge(ChargeStatus.Succeeded), _clock));
        Assert.Equal(["Attempt Succeeded 900", "Authorisation Captured 900", "Capture Succeeded 900"], Say(payment));
        Assert.Equal(payment.Steps[1].Id, payment.Steps[2].ParentId);
        Assert.False(payment.Hear(Charge(ChargeStatus.Cancelled), _clock));
    }

    [Fact]
    public void Held_money_that_is_let_go_was_never_ours()
    {
        var payment = Begin();
        payment.Hear(Charge(ChargeStatus.Authorised), _clock);
        payment.Release(_clock);
        Assert.Null(payment.NextRefund);
        Assert.True(payment.Hear(Charge(ChargeStatus.Cancelled), _clock));
        Assert.Equal(["Attempt Succeeded 900", "Authorisation Voided 900"], Say(payment));
        Assert.False(payment.Unsettled || payment.Captured);
    }

    [Fact]
    public void Money_that_goes_back_waits_for_the_buyers_account_until_a_day()
    {
        var payment = Captured();
        var refund = payment.GiveBack(new(s_one, 200), s_cause, _clock)!;
        var until = _time.GetUtcNow().AddDays(45);
        payment.Hear(Charge(ChargeStatus.Succeeded) with { Refunds = [new(refund.Id.ToString(), 200) { Status = RefundStatus.NeedsBuyer, DueAt = until }] }, _clock);
        Assert.Equal(("Refund AwaitingBuyer 200 open", until), (Say(payment)[^1], refund.DueAt));
        Assert.Null(payment.NextRefund);
        payment.Hear(Charge(ChargeStatus.Succeeded) with { Refunds = [new(refund.Id.ToString(), 200) { Status = RefundStatus.Failed, Reason = "expired" }] }, _clock);
        Assert.Equal(("Refund Failed 200", "expired"), (Say(payment)[^1], refund.Reason));
        payment.Hear(Charge(ChargeStatus.Succeeded) with { Refunds = [new(refund.Id.ToString(), 200) { Status = RefundStatus.NeedsBuyer }] }, _clock);
        Assert.Equal("Refund Failed 200", Say(payment)[^1]);
    }

    [Fact]
    public void What_the_buyer_has_to_do_is_known_until_it_is_done()
    {
        var payment = Begin();
        payment.Hear(Charge(ChargeStatus.NeedsAuthentication) with { ProcessorId = "pi_1", Action = new Redirect("https://bank.example") }, _clock);
        Assert.Equal(("pi_1", new Redirect("https://bank.example")), (payment.ProcessorId, payment.Action));
        payment.Hear(Charge(ChargeStatus.Succeeded) with { ProcessorId = "pi_1" }, _clock);
        Assert.Null(payment.Action);
    }

    [Fact]
    public void Captured_money_that_is_released_goes_back_by_a_step_that_is_asked_for()
    {
        var payment = Captured();
        payment.Release(_clock);
        Assert.Equal("Refund Wanted 900 open", Say(payment)[^1]);
        Assert.Equal((true, payment.Steps[^1].Id), (payment.Unsettled, payment.NextRefund!.Id));
        payment.Release(_clock);
        payment.Hear(Done(payment, ChargeStatus.Refunded), _clock);
        Assert.Equal("Refund Succeeded 900", Say(payment)[^1]);
        Assert.Equal((4, false), (payment.Steps.Count, payment.Unsettled));
    }

    [Fact]
    public void Money_that_is_captured_after_its_release_goes_back_too()
    {
        var payment = Begin();
        payment.Release(_clock);
        Assert.Equal(["Attempt Begun 900 open"], Say(payment));
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        Assert.Equal("Refund Wanted 900 open", Say(payment)[^1]);
    }

    [Fact]
    public void What_never_reached_the_processor_and_is_not_wanted_is_dropped_after_a_while()
    {
        var payment = Begin();
        payment.Release(_clock);
        payment.HearNothing(_clock);
        Assert.True(payment.Unsettled);
        _time.Advance(TimeSpan.FromMinutes(1));
        payment.HearNothing(_clock);
        Assert.Equal(["Attempt Dropped 900"], Say(payment));
        Assert.False(payment.Unsettled);

        // A request from before got there all the same.
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        Assert.Equal("Refund Wanted 900 open", Say(payment)[^1]);
    }

    [Fact]
    public void A_part_goes_back_once_for_its_cause()
    {
        var payment = Captured();
        var refund = payment.GiveBack(new(s_one, 200), s_cause, _clock)!;
        Assert.Same(refund, payment.GiveBack(new(s_one, 200), s_cause, _clock));
        Assert.False(payment.Refunded(s_cause));
        Assert.True(payment.Unsettled);
        payment.Hear(Done(payment, ChargeStatus.Succeeded), _clock);
        Assert.Equal((true, false, ChargeStatus.Succeeded), (payment.Refunded(s_cause), payment.Unsettled, payment.Status));
        Assert.Equal("Refund Succeeded 200", Say(payment)[^1]);
    }

    [Fact]
    public void A_part_waits_until_there_is_money()
    {
        var payment = Begin();
        payment.GiveBack(new(s_one, 200), s_cause, _clock);
        Assert.Equal(["Attempt Begun 900 open", "Refund Waiting 200"], Say(payment));
        Assert.Null(payment.NextRefund);
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        Assert.Equal(200, payment.NextRefund!.Amount);
        Assert.Equal(payment.Steps.Single(step => step.Kind == StepKind.Capture).Id, payment.NextRefund.ParentId);
    }

    [Fact]
    public void Never_does_more_go_back_than_is_left_of_an_operators_part()
    {
        var payment = Captured();
        Assert.Equal(500, payment.GiveBack(new(s_one, 500), Guid.CreateVersion7(), _clock)!.Amount);
        Assert.Equal(100, payment.GiveBack(new(s_one, 500), Guid.CreateVersion7(), _clock)!.Amount);
        Assert.Null(payment.GiveBack(new(s_one, 1), Guid.CreateVersion7(), _clock));
        payment.Release(_clock);
        Assert.Equal("Refund Wanted 300 open", Say(payment)[^1]);
        Assert.Null(payment.GiveBack(new(s_other, 1), Guid.CreateVersion7(), _clock));
    }

    [Fact]
    public void The_books_take_a_part_by_its_step_and_the_rest_by_the_payment()
    {
        var payment = Captured();
        var part = payment.GiveBack(new(s_one, 200), s_cause, _clock)!;
        payment.Release(_clock);
        payment.Hear(Done(payment, ChargeStatus.Refunded), _clock);
        var moved = MovedBy(payment, new([]));
        Assert.Equal([Cause.Of(payment.Id), Cause.Of(part.Id), Cause.Of(payment.Id)], moved.Select(movement => movement.Cause));
        Assert.Equal([-900, 200, 700], moved.Select(movement => movement.AmountOf(Account.OfPlatform(AccountKind.BuyerClearing, Money.Yen))));
        Assert.Equal([600, -200, -400], moved.Select(movement => movement.AmountOf(Account.OfOperator(AccountKind.Escrow, s_one, Money.Yen))));
        Assert.Equal([300, 0, -300], moved.Select(movement => movement.AmountOf(Account.OfOperator(AccountKind.Escrow, s_other, Money.Yen))));
        Assert.DoesNotContain(moved.SelectMany(movement => movement.Entries), entry => entry.Account.Kind == AccountKind.OperatorPayable);
    }

    [Fact]
    public void M5_what_goes_back_comes_from_escrow_as_far_as_it_goes_and_then_from_what_the_operator_is_owed()
    {
        var payment = Captured();
        payment.GiveBack(new(s_one, 200), s_cause, _clock);
        payment.GiveBack(new(s_one, 300), Guid.CreateVersion7(), _clock);
        payment.Hear(Done(payment, ChargeStatus.Succeeded), _clock);

        // 350 of 600 are released already; of money from before there was an escrow nothing is in it.
        var moved = StepMovements.Of(payment, payment.Steps[^2], new([new(s_one, Money.Jpy(250))]), MovementTime.Now(_clock.Now));
        Assert.Equal((-200, 0), AmountsOf(moved));
        var held = new EscrowHeld([new(s_one, Money.Jpy(250))]);
        Assert.Equal([(-200, 0), (-50, -250)], payment.Steps.TakeLast(2).Select(step => AmountsOf(StepMovements.Of(payment, step, held, MovementTime.Now(_clock.Now)))));
        Assert.Equal((0, -300), AmountsOf(StepMovements.Of(payment, payment.Steps[^1], new([]), MovementTime.Now(_clock.Now))));
    }

    [Fact]
    public void Each_change_tells_itself_and_a_word_that_is_no_news_does_not()
    {
        var payment = Captured();
        var revision = payment.Revision;
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        payment.Hear(Charge(ChargeStatus.Pending), _clock);
        Assert.Equal(revision, payment.Revision);
        payment.GiveBack(new(s_one, 200), s_cause, _clock);
        Assert.Equal(revision + 1, payment.Revision);
        payment.AskAgain();
        Assert.Equal(revision + 1, payment.Revision);
    }

    /// <summary>The processor has done all of it; its words come at random, each twice at least, and decisions between them.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Words_in_any_order_end_the_same(int seed)
    {
        var random = new Random(seed);
        var payment = Begin();
        var words = Enumerable.Repeat(new[] { ChargeStatus.NeedsAuthentication, ChargeStatus.Pending, ChargeStatus.Declined, ChargeStatus.Succeeded, ChargeStatus.Refunded }, 2).SelectMany(x => x).ToArray();
        random.Shuffle(words);
        foreach (var word in words)
        {
            if (random.Next(4) == 0)
            {
                payment.GiveBack(new(random.Next(2) == 0 ? s_one : s_other, random.Next(1, 400)), random.Next(2) == 0 ? s_cause : Guid.CreateVersion7(), _clock);
            }

            if (random.Next(6) == 0)
            {
                payment.Release(_clock);
            }

            payment.Hear(random.Next(2) == 0 ? Done(payment, word) : Charge(word), _clock);
            Assert.True(Sum(payment, StepKind.Capture) <= Sum(payment, StepKind.Authorisation), "More was captured than authorised.");
            Assert.True(Sum(payment, StepKind.Refund) <= 900, "More goes back than there is.");
        }

        Assert.Equal((ChargeStatus.Refunded, true, false), (payment.Status, payment.Captured, payment.Unsettled));
        Assert.Equal((900, 900), (Sum(payment, StepKind.Capture), Sum(payment, StepKind.Refund)));
        Assert.DoesNotContain(payment.Steps, step => step.Unsettled || !step.State.IsEnd());
        Assert.Equal(Enumerable.Range(1, payment.Steps.Count), payment.Steps.Select(step => step.Number));
    }

    private static Charge Charge(ChargeStatus status) => new("pay_1", status, Money.Jpy(900));

    /// <summary>The processor has done what was asked of it.</summary>
    private static Charge Done(Payment payment, ChargeStatus status) => Charge(status) with
    {
        Refunds = [.. payment.Steps.Where(step => step is { Kind: StepKind.Refund, State: StepState.Wanted }).Select(step => new ChargeRefund(step.Id.ToString(), step.Amount))],
    };

    private List<Movement> MovedBy(Payment payment, EscrowHeld held) =>
        [.. payment.Steps.Where(step => step.MovedMoney).Select(step => StepMovements.Of(payment, step, held, MovementTime.Now(_clock.Now)))];

    private static (long Escrow, long Payable) AmountsOf(Movement movement) => (
        movement.AmountOf(Account.OfOperator(AccountKind.Escrow, s_one, Money.Yen)), movement.AmountOf(Account.OfOperator(AccountKind.OperatorPayable, s_one, Money.Yen)));

    private static long Sum(Payment payment, StepKind kind) => payment.Steps.Where(step => step.Kind == kind && step.State != StepState.Failed).Sum(step => step.Amount);

    private static string[] Say(Payment payment) => [.. payment.Steps.Select(step => $"{step.Kind} {step.State} {step.Amount}{(step.Unsettled ? " open" : "")}")];

    private Payment Begin() => Payment.Of(
        new("order", Guid.CreateVersion7(), "ord_1"), new("card_success", Money.Jpy(900), [new(s_one, 600), new(s_other, 300)], "app", _clock.Now.AddMinutes(30)), "sandbox", _clock);

    private Payment Captured()
    {
        var payment = Begin();
        payment.Hear(Charge(ChargeStatus.Succeeded), _clock);
        return payment;
    }
}
