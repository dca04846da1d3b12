using CeCommerce.Payments.Steps;
using static CeCommerce.Payments.Steps.StepKind;
using static CeCommerce.Payments.Steps.StepState;

namespace CeCommerce.Tests.Payments;

public sealed class StepMovesTests
{
    [Theory]
    [InlineData(Attempt, "Begun>AwaitingBuyer Begun>Pending Begun>Succeeded Begun>Declined Begun>Dropped AwaitingBuyer>Pending AwaitingBuyer>Succeeded AwaitingBuyer>Declined AwaitingBuyer>Dropped Pending>Succeeded Pending>Declined Pending>Dropped")]
    [InlineData(Authorisation, "Held>Captured Held>Voided Held>Expired")]
    [InlineData(StepKind.Capture, "Wanted>Pending Wanted>Succeeded Wanted>Failed Pending>Succeeded Pending>Failed")]
    [InlineData(Refund, "Waiting>Wanted Wanted>Pending Wanted>AwaitingBuyer Wanted>Succeeded Wanted>Failed AwaitingBuyer>Pending AwaitingBuyer>Succeeded AwaitingBuyer>Failed Pending>AwaitingBuyer Pending>Succeeded Pending>Failed")]
    [InlineData(Transfer, "Waiting>Wanted Wanted>Pending Wanted>Succeeded Wanted>Failed Pending>Succeeded Pending>Failed Succeeded>Reversed")]
    [InlineData(Dispute, "EvidenceDue>UnderReview EvidenceDue>Won EvidenceDue>Lost UnderReview>Won UnderReview>Lost Lost>Won")]
    public void A_step_makes_these_moves_and_no_others(StepKind kind, string moves) => Assert.Equal(
        moves.Split(' ').Order(),
        (from state in Enum.GetValues<StepState>() from to in StepMoves.From(kind, state) select $"{state}>{to}").Order());

    [Fact]
    public void Nothing_is_asked_about_a_step_that_has_ended_or_waits_for_money()
    {
        Assert.Equal(
            [Begun, AwaitingBuyer, Pending, Wanted, Held, EvidenceDue, UnderReview],
            Enum.GetValues<StepState>().Where(state => state.IsOpen()));
        Assert.DoesNotContain(Enum.GetValues<StepState>(), state => state.IsOpen() && state.IsEnd());
        Assert.False(Waiting.IsOpen() || Waiting.IsEnd());
    }

    [Fact]
    public void Only_passed_on_money_and_what_an_appeal_wins_moves_after_its_end() => Assert.Equal(
        [(Transfer, Succeeded), (Dispute, Lost)],
        from kind in Enum.GetValues<StepKind>() from state in Enum.GetValues<StepState>() where state.IsEnd() && StepMoves.From(kind, state).Count > 0 select (kind, state));
}
