using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Ledger;

/// <summary>
/// What is posted for everything that happens to money after <see cref="PaymentMovements"/>; <c>docs/payments-postings.md</c> shows all of it. Entries where money is, and costs, are
/// negative; what is owed and income is positive.
/// </summary>
internal static class PostingTable
{
    /// <summary>Part of what was owed came, within its term, and waits in escrow (M9).</summary>
    public static Movement PartPayment(Cause cause, IEnumerable<Share> shares, MovementTime time) =>
        Movement.Of(MovementKind.PartPayment, cause, shares.SelectMany(share => new[] { Clearing(share.Amount, -1), Of(AccountKind.Escrow, share, 1) }), time);

    /// <summary>The rest came too, and all of it became the charge, which is posted by itself: what was kept of the parts is no part any more (M9).</summary>
    public static Movement PartsUsed(Cause cause, IEnumerable<Share> shares, MovementTime time) =>
        Movement.Of(MovementKind.PartsUsed, cause, shares.SelectMany(share => new[] { Of(AccountKind.Escrow, share, -1), Clearing(share.Amount, 1) }), time);

    /// <summary>The term is over and the rest did not come: it is owed back (M9).</summary>
    public static Movement TermOver(Cause cause, IEnumerable<Share> shares, MovementTime time) =>
        Movement.Of(MovementKind.TermOver, cause, shares.SelectMany(share => new[] { Of(AccountKind.Escrow, share, -1), Due(share.Amount, 1) }), time);

    /// <summary>What came too late, or the part that was too much, is owed back (M9).</summary>
    public static Movement Surplus(Cause cause, Money amount, MovementTime time) => Movement.Of(MovementKind.Surplus, cause, [Clearing(amount, -1), Due(amount, 1)], time);

    /// <summary>What was owed back was sent.</summary>
    public static Movement SentBack(Cause cause, Money amount, MovementTime time) => Movement.Of(MovementKind.SentBack, cause, [Due(amount, -1), Clearing(amount, 1)], time);

    /// <summary>It did not reach the buyer and is owed again.</summary>
    public static Movement CameBack(Cause cause, Money amount, MovementTime time) => Movement.Of(MovementKind.CameBack, cause, [Clearing(amount, -1), Due(amount, 1)], time);

    /// <summary>The platform took its fee of a completed sale, and the tax on it (M1).</summary>
    public static Movement Fee(Cause cause, OperatorId payer, Money fee, Money tax, MovementTime time) => Movement.Of(MovementKind.Fee, cause, FeeSides(payer, fee, tax), time);

    /// <summary>It gave some of both back (M2).</summary>
    public static Movement FeeReturn(Cause cause, OperatorId payer, Money fee, Money tax, MovementTime time) => Movement.Of(MovementKind.FeeReturn, cause, FeeSides(payer, fee * -1, tax * -1), time);

    /// <summary>The tax of a month's fees, rounded once, is so much more than that of the units (M3).</summary>
    public static Movement FeeInvoice(Cause cause, OperatorId payer, Money more, MovementTime time) =>
        Movement.Of(MovementKind.FeeInvoice, cause, FeeSides(payer, more with { Amount = 0 }, more).Where(side => side.Amount != 0), time);

    /// <summary>The processor took its fee, which is the platform's cost (M4).</summary>
    public static Movement ProcessorFee(Cause cause, Money fee, MovementTime time) => Movement.Of(MovementKind.ProcessorFee, cause, Cost(fee), time);

    /// <summary>By their terms operators bear their shares of it; see <see cref="LargestRemainder"/> (M4).</summary>
    public static Movement ProcessorFeeShare(Cause cause, IEnumerable<Share> shares, MovementTime time) =>
        Movement.Of(MovementKind.ProcessorFeeShare, cause, shares.SelectMany(ChargedOn), time);

    /// <summary>From the platform's balance at the processor to the operator's.</summary>
    public static Movement Transfer(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.Transfer, cause, [Clearing(share.Amount, 1), Of(AccountKind.Payout, share, -1)], time);

    /// <summary>At the operator's bank: it is owed no more.</summary>
    public static Movement Arrival(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.PayoutArrival, cause, [Of(AccountKind.Payout, share, 1), Of(AccountKind.OperatorPayable, share, -1)], time);

    /// <summary>Its bank sent it back after it had arrived: it lies at the operator's account at the processor, and is owed again.</summary>
    public static Movement Return(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.PayoutReturn, cause, [Of(AccountKind.Payout, share, -1), Of(AccountKind.OperatorPayable, share, 1)], time);

    /// <summary>A transfer came back, whole or in part: what is lost for that operator is undone by it first, and the rest is owed again (M6).</summary>
    /// <param name="cause">Of the reversal, or of the payout where all of it failed.</param>
    /// <param name="share">What came back.</param>
    /// <param name="back">How.</param>
    /// <param name="time">When.</param>
    public static Movement Reversal(Cause cause, Share share, ComingBack back, MovementTime time)
    {
        var (key, currency) = (share.Operator, share.Amount.Currency);
        var toPayable = (back.HadArrived ? share.Amount.Amount : 0) - back.OfLoss;
        Entry?[] sides =
        [
            Clearing(share.Amount, -1),
            back.HadArrived ? null : Of(AccountKind.Payout, share, 1),
            back.OfLoss == 0 ? null : new(Account.OfOperator(AccountKind.Loss, key, currency), back.OfLoss),
            toPayable == 0 ? null : new(Account.OfOperator(AccountKind.OperatorPayable, key, currency), toPayable),
        ];
        return Movement.Of(MovementKind.TransferReversal, cause, sides.OfType<Entry>(), time);
    }

    /// <summary>A buyer's bank took the money back until it is decided.</summary>
    public static Movement DisputeOpening(Cause cause, Money amount, MovementTime time) =>
        Movement.Of(MovementKind.DisputeOpening, cause, [Clearing(amount, 1), Undecided(amount, -1)], time);

    /// <summary>The processor's fee for it, which is the platform's cost (M7).</summary>
    public static Movement DisputeFee(Cause cause, Money fee, MovementTime time) => Movement.Of(MovementKind.DisputeFee, cause, Cost(fee), time);

    /// <summary>The processor gave that fee back, which some do after a win.</summary>
    public static Movement DisputeFeeBack(Cause cause, Money fee, MovementTime time) => Movement.Of(MovementKind.DisputeFeeBack, cause, Cost(fee * -1), time);

    /// <summary>It is decided for us, at once or by appeal before anything was posted as lost.</summary>
    public static Movement DisputeWin(Cause cause, Money amount, MovementTime time) =>
        Movement.Of(MovementKind.DisputeWin, cause, [Clearing(amount, -1), Undecided(amount, 1)], time);

    /// <summary>It is decided for the buyer: the sale is taken back as a refund takes it; only what is not there follows who is liable (M7).</summary>
    public static Movement DisputeLoss(Cause cause, Share share, TakenFrom from, MovementTime time) =>
        Movement.Of(MovementKind.DisputeLoss, cause, Back(share, from.Take(share)).Append(Undecided(share.Amount, 1)), time);

    /// <summary>By its terms the operator bears the fee of a lost one (M7).</summary>
    public static Movement DisputeFeeShare(Cause cause, Share share, MovementTime time) => Movement.Of(MovementKind.DisputeFeeShare, cause, ChargedOn(share), time);

    /// <summary>Won by appeal it is no lost one: the fee that was charged on is the platform's again.</summary>
    public static Movement DisputeFeeReturn(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.DisputeFeeReturn, cause, ChargedOn(share).Select(side => side with { Amount = -side.Amount }), time);

    /// <summary>A lost one was won by appeal: the bank gave the money back, and what was taken is where it was.</summary>
    /// <param name="cause">Of the dispute.</param>
    /// <param name="share">Whose sale.</param>
    /// <param name="taken">As <see cref="DisputeLoss"/> took it.</param>
    /// <param name="time">When.</param>
    public static Movement DisputeAppeal(Cause cause, Share share, Taken taken, MovementTime time) => Movement.Of(
        MovementKind.DisputeAppeal, cause, Back(share, new(-taken.Escrow, -taken.Payable, -taken.Loss, 0)).Append(Clearing(share.Amount, -1)), time);

    /// <summary>A deposit that was charged, or the same pending while it is only held.</summary>
    public static Movement Deposit(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.Deposit, cause, [Clearing(share.Amount, -1), Of(AccountKind.DepositHeld, share, 1)], time);

    /// <summary>Part of it is the operator's, e.g. for damage.</summary>
    public static Movement DepositCapture(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.DepositCapture, cause, [Of(AccountKind.DepositHeld, share, -1), Of(AccountKind.OperatorPayable, share, 1)], time);

    /// <summary>Part of it went back.</summary>
    public static Movement DepositRelease(Cause cause, Share share, MovementTime time) =>
        Movement.Of(MovementKind.DepositRelease, cause, [Of(AccountKind.DepositHeld, share, -1), Clearing(share.Amount, 1)], time);

    /// <summary>Held by the buyer's bank and not captured: as a charge, pending (M5).</summary>
    public static Movement Authorisation(Cause cause, IEnumerable<Share> shares, MovementTime time) => Movement.Of(
        MovementKind.Authorisation, cause, shares.SelectMany(share => new[] { Clearing(share.Amount, -1), Of(AccountKind.Escrow, share, 1) }), time);

    /// <summary>What is taken from an operator, by where it is taken from.</summary>
    internal static IEnumerable<Entry> Back(Share share, Taken taken)
    {
        var (key, currency) = (share.Operator, share.Amount.Currency);
        foreach (var (kind, amount) in new[] { (AccountKind.Escrow, taken.Escrow), (AccountKind.OperatorPayable, taken.Payable), (AccountKind.Loss, taken.Loss) })
        {
            if (amount != 0)
            {
                yield return new(Account.OfOperator(kind, key, currency), -amount);
            }
        }
    }

    private static Entry[] FeeSides(OperatorId payer, Money fee, Money tax) =>
    [
        new(Account.OfOperator(AccountKind.OperatorPayable, payer, fee.Currency), checked(-fee.Amount - tax.Amount)),
        new(Account.OfPlatform(AccountKind.FeeIncome, fee.Currency), fee.Amount),
        new(Account.OfPlatform(AccountKind.FeeTax, fee.Currency), tax.Amount),
    ];

    private static Entry[] Cost(Money fee) => [Clearing(fee, 1), new(Account.OfPlatform(AccountKind.ProcessorFee, fee.Currency), -fee.Amount)];

    private static Entry[] ChargedOn(Share share) =>
        [Of(AccountKind.OperatorPayable, share, -1), new(Account.OfPlatform(AccountKind.ProcessorFee, share.Amount.Currency), share.Amount.Amount)];

    private static Entry Clearing(Money amount, int direction) => new(Account.OfPlatform(AccountKind.BuyerClearing, amount.Currency), direction * amount.Amount);

    private static Entry Due(Money amount, int direction) => new(Account.OfPlatform(AccountKind.RefundDue, amount.Currency), direction * amount.Amount);

    private static Entry Undecided(Money amount, int direction) => new(Account.OfPlatform(AccountKind.Dispute, amount.Currency), direction * amount.Amount);

    private static Entry Of(AccountKind kind, Share share, int direction) => new(Account.OfOperator(kind, share.Operator, share.Amount.Currency), direction * share.Amount.Amount);
}

/// <summary>How money of a transfer comes back.</summary>
/// <param name="HadArrived">Whether it had arrived, and so was booked as paid.</param>
/// <param name="OfLoss">How much of it undoes what is lost for that operator.</param>
internal readonly record struct ComingBack(bool HadArrived, long OfLoss)
{
    /// <summary>M6: what comes back undoes the loss first.</summary>
    public static ComingBack Of(long amount, bool hadArrived, Standing standing) => new(hadArrived, Math.Min(amount, Math.Max(standing.Loss, 0)));
}
