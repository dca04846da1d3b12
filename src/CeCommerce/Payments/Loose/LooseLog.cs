using CeCommerce.Payments.Ledger;

namespace CeCommerce.Payments.Loose;

/// <summary>
/// What the processor's word of what came makes of the money of one payment. Each receipt is taken once, in the processor's order: it fills up the price, and what is over is owed back. Said again, late or by halves
/// it ends the same.
/// </summary>
internal sealed class LooseLog(Payment payment, List<LooseMoney> money, PaymentClock clock)
{
    private MovementTime Now => MovementTime.Now(clock.Now);

    /// <summary>Nobody is charged any more, and nobody was.</summary>
    private bool IsOver => !payment.Captured && (payment.Status == ChargeStatus.Cancelled || payment is { Status: ChargeStatus.Declined, Wanted: WantedOfMoney.Release });

    /// <summary>What is new by it, and what it moves.</summary>
    public IReadOnlyList<Movement> Hear(PayerCash cash)
    {
        List<Movement> movements = [.. cash.Receipts.SelectMany(Take), .. cash.Refunds.SelectMany(Take)];
        var waiting = money.Where(one => one.State == LooseState.Waiting).ToList();
        if (payment.Captured && waiting is not [] && money.Sum(one => one.Part) == payment.Amount.Amount)
        {
            movements.AddRange(UseParts(waiting));
        }
        else if (IsOver)
        {
            movements.AddRange(waiting.SelectMany(EndTerm));
        }

        return movements;
    }

    private IEnumerable<Movement> Take(CashReceipt receipt)
    {
        if (receipt.Amount <= 0 || money.Exists(one => one.Id == LooseMoneyId.Of(payment.Gateway, receipt.Id)))
        {
            return [];
        }

        var part = IsOver ? 0 : Math.Min(receipt.Amount, payment.Amount.Amount - money.Sum(one => one.Part));
        var came = LooseMoney.Of(payment, receipt, Slice(money.Sum(one => one.Part), part), clock.Now);
        money.Add(came);
        var time = new MovementTime(came.ReceivedAt, clock.Now);
        var rest = came.Amount with { Amount = came.Amount.Amount - came.Part };
        Movement?[] moved =
        [
            came.Part == 0 ? null : PostingTable.PartPayment(Cause.Of(came.Id), SharesOf(came), time),
            rest.Amount == 0 ? null : PostingTable.Surplus(Cause.Of(came.Id), rest, time),
        ];
        if (came.Part == 0)
        {
            came.Owe(!IsOver ? LooseReason.Surplus : IsInTime(receipt) ? LooseReason.Short : LooseReason.Late, clock);
        }

        return moved.OfType<Movement>();
    }

    /// <summary>The sale was refunded, and its buyer has not got the money.</summary>
    private IEnumerable<Movement> Take(ChargeRefund refund)
    {
        if (money.Exists(one => one.Id == LooseMoneyId.Of(payment.Gateway, refund.KeptAs!)))
        {
            return [];
        }

        var back = LooseMoney.Of(payment, new CashReceipt(refund.KeptAs!, refund.Amount, clock.Now), [], clock.Now);
        money.Add(back);
        back.Owe(LooseReason.RefundFailed, clock);
        return [PostingTable.Surplus(Cause.Of(back.Id), back.Amount, Now)];
    }

    /// <summary>Whether it came before the money was not wanted any more and is only heard of now; processors tell whole seconds.</summary>
    private bool IsInTime(CashReceipt receipt) => receipt.At.AddSeconds(1) <= payment.ReleasedAt;

    /// <summary>All of the price is there and the processor has made it the charge, which is posted by itself.</summary>
    private IEnumerable<Movement> UseParts(List<LooseMoney> waiting)
    {
        waiting.ForEach(one => one.Use(clock));
        return [PostingTable.PartsUsed(Cause.Of(LooseUseId.Of(payment.Id)), payment.Shares.Select(share => new Share(share.OperatorId, payment.Amount with { Amount = share.Amount })), Now)];
    }

    private IEnumerable<Movement> EndTerm(LooseMoney one)
    {
        one.Owe(LooseReason.Short, clock);
        return [PostingTable.TermOver(Cause.Of(one.Id), SharesOf(one), Now)];
    }

    /// <summary>The yen from there on, by the payment's shares in their order.</summary>
    private List<PaymentShare> Slice(long from, long length)
    {
        var (parts, begin) = (new List<PaymentShare>(), 0L);
        foreach (var share in payment.Shares)
        {
            var part = Math.Min(begin + share.Amount, from + length) - Math.Max(begin, from);
            if (part > 0)
            {
                parts.Add(share with { Amount = part });
            }

            begin += share.Amount;
        }

        return parts;
    }

    private static IEnumerable<Share> SharesOf(LooseMoney one) => one.Shares.Select(share => new Share(share.OperatorId, one.Amount with { Amount = share.Amount }));
}
