using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Disputes;

/// <summary>Posts what a dispute moves. The last thing in the caller's transaction, which has saved its rows.</summary>
internal sealed class DisputeBooks(CommerceDatabase database, Escrow escrow, Settlements settlements, Clawback clawback, TermsOfOperators terms)
{
    public async Task PostAsync(Dispute dispute, DisputeMoves moves, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (cause, time) = (Cause.Of(dispute.Id), MovementTime.Now(now));
        Movement?[] whole =
        [
            moves.Opened ? PostingTable.DisputeOpening(cause, dispute.Withdrawn, time) : null,
            moves.Charged ? PostingTable.DisputeFee(cause, dispute.Amount with { Amount = dispute.Fee }, time) : null,
            moves.Won ? PostingTable.DisputeWin(cause, dispute.Withdrawn, time) : null,
            moves.FeeBack ? PostingTable.DisputeFeeBack(cause, dispute.Amount with { Amount = dispute.FeeReturned }, time) : null,
        ];
        List<Movement> movements = [.. whole.OfType<Movement>(), .. moves.Fees.Select(fee => fee.In(dispute.Amount.Currency, time))];
        if (moves.Lost || moves.Undone)
        {
            var before = await settlements.LockAsync([.. dispute.Shares.Select(share => share.OperatorId)], dispute.Amount.Currency, now, cancellationToken);
            movements.AddRange(moves.Lost ? await LoseAsync(dispute, before, time, cancellationToken) : Undo(dispute, before, time));
            await database.SaveWithJournalAsync(cancellationToken);
            await FollowAsync(dispute, before, movements, now, cancellationToken);
        }

        await database.PostAsync(movements, cancellationToken);
    }

    /// <summary>M7: the sale is taken as a refund takes it, and the fee of those whose terms say so.</summary>
    private async Task<List<Movement>> LoseAsync(Dispute dispute, IReadOnlyDictionary<OperatorId, Standing> standings, MovementTime time, CancellationToken cancellationToken)
    {
        var currency = dispute.Amount.Currency;
        var from = new TakenFrom(await escrow.OfAsync(dispute.PaymentId, cancellationToken), standings.ToDictionary(each => (each.Key, currency), each => each.Value));
        List<Movement> movements = [.. dispute.Shares.Select(share => share.Lose(PostingTable.DisputeLoss(Cause.Of(share.Id), share.In(currency), from, time), currency))];
        foreach (var missing in from.Shorts)
        {
            await clawback.WantAsync(missing, dispute.PaymentId, dispute.Shares.First(share => share.OperatorId == missing.Operator).Id.Value, time.At, cancellationToken);
        }

        var said = await terms.AtAsync([.. standings.Keys], time.At, cancellationToken);
        var fees = LargestRemainder.Split(dispute.Cost, [.. dispute.Shares.Select(share => share.Amount)]);
        foreach (var (share, fee) in dispute.Shares.Zip(fees).Where(each => said[each.First.OperatorId].DisputeFeeChargedOn && each.Second.Amount > 0))
        {
            share.Bear(fee);
            movements.Add(PostingTable.DisputeFeeShare(Cause.Of(share.Id), share.FeeIn(currency), time));
        }

        return movements;
    }

    private static List<Movement> Undo(Dispute dispute, IReadOnlyDictionary<OperatorId, Standing> standings, MovementTime time)
    {
        var currency = dispute.Amount.Currency;
        return
        [
            .. dispute.Shares.Select(share => PostingTable.DisputeAppeal(Cause.Of(share.Id), share.In(currency), share.Undo(standings[share.OperatorId]), time)),
            .. dispute.Shares.Where(share => share.Fee > 0).Select(share => PostingTable.DisputeFeeReturn(Cause.Of(share.Id), share.FeeIn(currency), time)),
        ];
    }

    private async Task FollowAsync(Dispute dispute, IReadOnlyDictionary<OperatorId, Standing> before, List<Movement> movements, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (whose, standing) in before.OrderBy(each => each.Key.Value))
        {
            var payable = Account.OfOperator(AccountKind.OperatorPayable, whose, dispute.Amount.Currency);
            await settlements.FollowAsync(new(whose, dispute.Amount.Currency), standing.Payable, standing.Payable + movements.Sum(movement => movement.AmountOf(payable)), now, cancellationToken);
        }
    }
}
