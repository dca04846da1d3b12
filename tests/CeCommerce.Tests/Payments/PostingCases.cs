using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Payments;

/// <summary>One thing that happens to money, with its numbers.</summary>
/// <param name="Happens">What.</param>
/// <param name="Does">Posts it by the code of the product.</param>
/// <param name="Operator">What is to be posted when the operator is liable.</param>
/// <param name="Platform">What is to be posted when the platform is.</param>
internal sealed record PostingCase(string Happens, Func<Liable, IEnumerable<Movement>> Does, string Operator, string Platform)
{
    public PostingCase(string happens, Func<Liable, IEnumerable<Movement>> does, string both)
        : this(happens, does, both, both)
    {
    }
}

/// <summary>
/// A sale of 10,000 yen with a fee of 1,000 and 100 tax on it: every row of <c>docs/payments-postings.md</c>, worked out by hand. Who is liable changes what is not there when it is taken.
/// </summary>
internal static class PostingCases
{
    public const string Nothing = "nothing";

    private static readonly DateTimeOffset s_now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly MovementTime s_time = MovementTime.Now(s_now);
    private static readonly OperatorId s_seller = OperatorId.From(new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
    private static readonly OperatorId s_other = OperatorId.From(new(2, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
    private static readonly Cause s_cause = Cause.Of(PaymentId.From(new(3, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)));

    public static readonly IReadOnlyList<PostingCase> All =
    [
        new("authorisation of 10,000: held and not captured, pending", _ => [PostingTable.Authorisation(s_cause, [Of(10_000)], s_time).PendingUntil(s_now.AddDays(7))],
            "pending BuyerClearing -10000, Escrow +10000"),
        new("capture of 10,000", _ => [PaymentMovements.Charge(s_cause, [Of(10_000)], s_time)], "BuyerClearing -10000, Escrow +10000"),
        new("short money: 6,000 of 10,000 within the term", _ => [PostingTable.PartPayment(s_cause, [Of(6_000)], s_time)], "BuyerClearing -6000, Escrow +6000"),
        new("short money: the rest of 4,000 comes, and all of it becomes the charge",
            _ => [PostingTable.PartPayment(s_cause, [Of(4_000)], s_time), PaymentMovements.Charge(s_cause, [Of(10_000)], s_time), PostingTable.PartsUsed(s_cause, [Of(10_000)], s_time)],
            "BuyerClearing -4000, Escrow +4000; BuyerClearing -10000, Escrow +10000; Escrow -10000, BuyerClearing +10000"),
        new("short money: its term is over", _ => [PostingTable.TermOver(s_cause, [Of(6_000)], s_time)], "Escrow -6000, RefundDue +6000"),
        new("late money: 10,000 after the order was cancelled", _ => [PostingTable.Surplus(s_cause, Money.Jpy(10_000), s_time)], "BuyerClearing -10000, RefundDue +10000"),
        new("surplus: 10,500 for 10,000", _ => [PaymentMovements.Charge(s_cause, [Of(10_000)], s_time), PostingTable.Surplus(s_cause, Money.Jpy(500), s_time)],
            "BuyerClearing -10000, Escrow +10000; BuyerClearing -500, RefundDue +500"),
        new("money owed back is sent back", _ => [PostingTable.SentBack(s_cause, Money.Jpy(10_000), s_time)], "RefundDue -10000, BuyerClearing +10000"),
        new("money that was sent back did not reach the buyer", _ => [PostingTable.CameBack(s_cause, Money.Jpy(10_000), s_time)], "BuyerClearing -10000, RefundDue +10000"),
        new("completion with fee and tax", _ => [PaymentMovements.Release(s_cause, Of(10_000), s_time), PostingTable.Fee(s_cause, s_seller, Money.Jpy(1_000), Money.Jpy(100), s_time)],
            "Escrow -10000, OperatorPayable +10000; OperatorPayable -1100, FeeIncome +1000, FeeTax +100"),
        new("processor fee of 360", _ => [PostingTable.ProcessorFee(s_cause, Money.Jpy(360), s_time)], "BuyerClearing +360, ProcessorFee -360"),
        new("processor fee of 100 charged on to two orders of 10,000 and 20,000", _ => [FeeShares()],
            "OperatorPayable -33, ProcessorFee +100, OperatorPayable -67"),
        new("fee invoice: the tax of the month is 3 more than that of its lines", _ => [PostingTable.FeeInvoice(s_cause, s_seller, Money.Jpy(3), s_time)], "OperatorPayable -3, FeeTax +3"),
        new("fee invoice: the tax of the month is 3 less", _ => [PostingTable.FeeInvoice(s_cause, s_seller, Money.Jpy(-3), s_time)], "OperatorPayable +3, FeeTax -3"),
        new("refund before completion", liable => [Refund(10_000, new(0, 0, liable), escrow: 10_000)], "Escrow -10000, BuyerClearing +10000"),
        new("refund after completion, not paid out", liable => [Refund(10_000, new(10_000, 0, liable))], "OperatorPayable -10000, BuyerClearing +10000"),
        new("refund after payout of 8,900, its fee of 1,100 being given back", liable => [PostingTable.FeeReturn(s_cause, s_seller, Money.Jpy(1_000), Money.Jpy(100), s_time), Refund(10_000, new(1_100, 0, liable))],
            "OperatorPayable +1100, FeeIncome -1000, FeeTax -100; OperatorPayable -10000, BuyerClearing +10000",
            "OperatorPayable +1100, FeeIncome -1000, FeeTax -100; OperatorPayable -1100, Loss -8900, BuyerClearing +10000"),
        new("refund of an operator that owes 500 already", liable => [Refund(10_000, new(-500, 0, liable))], "OperatorPayable -10000, BuyerClearing +10000", "Loss -10000, BuyerClearing +10000"),
        new("partial refund of 3,000 before completion", liable => [Refund(3_000, new(0, 0, liable), escrow: 10_000)], "Escrow -3000, BuyerClearing +3000"),
        new("partial refund of 3,000 with 2,000 in escrow", liable => [Refund(3_000, new(5_000, 0, liable), escrow: 2_000)], "Escrow -2000, OperatorPayable -1000, BuyerClearing +3000"),
        new("partial refund of 3,000 with 1,000 payable", liable => [Refund(3_000, new(1_000, 0, liable))],
            "OperatorPayable -3000, BuyerClearing +3000", "OperatorPayable -1000, Loss -2000, BuyerClearing +3000"),
        new("fee refund of a half", _ => [PostingTable.FeeReturn(s_cause, s_seller, Money.Jpy(500), Money.Jpy(50), s_time)], "OperatorPayable +550, FeeIncome -500, FeeTax -50"),
        new("payout decided", _ => [], Nothing),
        new("payout sent: transfer of 8,900", _ => [PostingTable.Transfer(s_cause, Of(8_900), s_time)], "BuyerClearing +8900, Payout -8900"),
        new("payout arrived", _ => [PostingTable.Arrival(s_cause, Of(8_900), s_time)], "Payout +8900, OperatorPayable -8900"),
        new("payout returned: the bank sent 8,900 back after it had arrived", liable => Hear([TransferStatus.Arrived, TransferStatus.BankRefused], new(0, 0, liable)),
            "BuyerClearing +8900, Payout -8900; Payout +8900, OperatorPayable -8900; Payout -8900, OperatorPayable +8900"),
        new("payout failed: the bank refused it", liable => Hear(TransferStatus.BankRefused, new(0, 0, liable)), "BuyerClearing +8900, Payout -8900"),
        new("transfer failed: all of it is back", liable => Hear(TransferStatus.Failed, new(0, 0, liable)), "BuyerClearing +8900, Payout -8900; BuyerClearing -8900, Payout +8900"),
        new("transfer failed, 2,000 being lost for that operator", liable => Hear(TransferStatus.Failed, new(0, liable == Liable.Platform ? 2_000 : 0, liable)),
            "BuyerClearing +8900, Payout -8900; BuyerClearing -8900, Payout +8900",
            "BuyerClearing +8900, Payout -8900; BuyerClearing -8900, Payout +8900, Loss +2000, OperatorPayable -2000"),
        new("payout during a dispute of 3,000: it is held back", _ => [PostingTable.Transfer(s_cause, Of(8_900 - 3_000), s_time)], "BuyerClearing +5900, Payout -5900"),
        new("transfer reversal of 8,900 before arrival, after the refund", liable => [Reversal(8_900, hadArrived: false, liable)],
            "BuyerClearing -8900, Payout +8900", "BuyerClearing -8900, Payout +8900, Loss +8900, OperatorPayable -8900"),
        new("transfer reversal of 8,900 after arrival, after the refund", liable => [Reversal(8_900, hadArrived: true, liable)],
            "BuyerClearing -8900, OperatorPayable +8900", "BuyerClearing -8900, Loss +8900"),
        new("transfer reversal of 8,900 after arrival, 2,000 being lost", liable => [Reversal(8_900, hadArrived: true, liable, lost: 2_000)],
            "BuyerClearing -8900, OperatorPayable +8900", "BuyerClearing -8900, Loss +2000, OperatorPayable +6900"),
        new("transfer reversal is impossible", _ => [], Nothing),
        new("later sales of 10,000 with 8,900 lost", _ => [PaymentMovements.Release(s_cause, Of(10_000), s_time)], "Escrow -10000, OperatorPayable +10000"),
        new("dispute of 10,000 opened, with its fee of 1,500", _ => [PostingTable.DisputeOpening(s_cause, Money.Jpy(10_000), s_time), PostingTable.DisputeFee(s_cause, Money.Jpy(1_500), s_time)],
            "BuyerClearing +10000, Dispute -10000; BuyerClearing +1500, ProcessorFee -1500"),
        new("dispute: its fee of 1,500 is given back", _ => [PostingTable.DisputeFeeBack(s_cause, Money.Jpy(1_500), s_time)], "BuyerClearing -1500, ProcessorFee +1500"),
        new("dispute won", _ => [PostingTable.DisputeWin(s_cause, Money.Jpy(10_000), s_time)], "BuyerClearing -10000, Dispute +10000"),
        new("dispute lost, in escrow", liable => [Lost(10_000, new(0, 0, liable), escrow: 10_000)], "Escrow -10000, Dispute +10000"),
        new("dispute lost, 8,900 payable", liable => [Lost(10_000, new(8_900, 0, liable))], "OperatorPayable -10000, Dispute +10000", "OperatorPayable -8900, Loss -1100, Dispute +10000"),
        new("dispute lost: its fee is charged by the terms", _ => [PostingTable.DisputeFeeShare(s_cause, Of(1_500), s_time)], "OperatorPayable -1500, ProcessorFee +1500"),
        new("dispute won by appeal before it was booked as lost", _ => [PostingTable.DisputeWin(s_cause, Money.Jpy(10_000), s_time)], "BuyerClearing -10000, Dispute +10000"),
        new("dispute that was lost with 8,900 payable won by appeal", liable => [PostingTable.DisputeAppeal(s_cause, Of(10_000), new TakenFrom(new([]), Standings(new(8_900, 0, liable))).Take(Of(10_000)), s_time)],
            "OperatorPayable +10000, BuyerClearing -10000", "OperatorPayable +8900, Loss +1100, BuyerClearing -10000"),
        new("dispute won by appeal: its fee that was charged is the platform's again", _ => [PostingTable.DisputeFeeReturn(s_cause, Of(1_500), s_time)], "OperatorPayable +1500, ProcessorFee -1500"),
        new("deposit of 5,000 held: pending", _ => [PostingTable.Deposit(s_cause, Of(5_000), s_time).PendingUntil(s_now.AddDays(7))], "pending BuyerClearing -5000, DepositHeld +5000"),
        new("deposit charged", _ => [PostingTable.Deposit(s_cause, Of(5_000), s_time)], "BuyerClearing -5000, DepositHeld +5000"),
        new("deposit: 2,000 captured", _ => [PostingTable.DepositCapture(s_cause, Of(2_000), s_time)], "DepositHeld -2000, OperatorPayable +2000"),
        new("deposit: 3,000 released", _ => [PostingTable.DepositRelease(s_cause, Of(3_000), s_time)], "DepositHeld -3000, BuyerClearing +3000"),
        new("deposit expired: the pending one ends", _ => Resolution.Expire(PostingTable.Deposit(s_cause, Of(5_000), s_time).PendingUntil(s_now.AddDays(7)), s_now.AddDays(8)).Posting is { } posting ? [posting] : [], Nothing),
    ];

    /// <summary>As the table writes it.</summary>
    public static string Said(IEnumerable<Movement> movements) => string.Join("; ", movements.Select(movement =>
        (movement.TimesOutAt is null ? "" : "pending ") + string.Join(", ", movement.Entries.Select(entry => $"{entry.Account.Kind.Word} {entry.Amount:+0;-0}")))) is { Length: > 0 } said ? said : Nothing;

    private static Share Of(long amount) => new(s_seller, Money.Jpy(amount));

    private static Dictionary<(OperatorId, string), Standing> Standings(Standing standing) => new() { [(s_seller, Money.Yen)] = standing };

    private static Movement Refund(long amount, Standing standing, long escrow = 0) =>
        PaymentMovements.RefundFrom(s_cause, [Of(amount)], new(new([Of(escrow)]), Standings(standing)), s_time);

    private static Movement Lost(long amount, Standing standing, long escrow = 0) => PostingTable.DisputeLoss(s_cause, Of(amount), new(new([Of(escrow)]), Standings(standing)), s_time);

    private static Movement Reversal(long amount, bool hadArrived, Liable liable, long? lost = null) =>
        PostingTable.Reversal(s_cause, Of(amount), ComingBack.Of(amount, hadArrived, new(0, liable == Liable.Platform ? lost ?? amount : 0, liable)), s_time);

    private static Movement FeeShares()
    {
        var parts = LargestRemainder.Split(Money.Jpy(100), [10_000, 20_000]);
        return PostingTable.ProcessorFeeShare(s_cause, [new(s_seller, parts[0]), new(s_other, parts[1])], s_time);
    }

    private static IReadOnlyList<Movement> Hear(TransferStatus status, Standing standing) => Hear([status], standing);

    private static IReadOnlyList<Movement> Hear(TransferStatus[] told, Standing standing)
    {
        var payout = Payout.Of(new(new(s_seller, Money.Yen), null, 8_900, 0, 0), "sandbox", "acct", s_now);
        return [.. told.SelectMany(status => payout.Hear(new("key", "tr_1", status), standing, s_now))];
    }
}
