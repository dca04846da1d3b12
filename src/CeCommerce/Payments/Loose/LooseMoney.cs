using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Loose;

/// <summary>
/// Money that came by bank transfer, as the processor told it: part of the price that waits for the rest, or money that fits no payment and is owed back (M9).
/// </summary>
public sealed class LooseMoney
{
    private readonly List<LooseReturn> _returns = [];

    private LooseMoney()
    {
    }

    public LooseMoneyId Id { get; private init; }

    public PaymentId PaymentId { get; private init; }

    public string Gateway { get; private init; } = "";

    /// <summary>As the processor calls it.</summary>
    public string ProcessorId { get; private init; } = "";

    /// <summary>What came.</summary>
    public Money Amount { get; private init; }

    /// <summary>Minor units of it that are part of the price.</summary>
    public long Part { get; private init; }

    /// <summary>For whom that part waits in escrow; the first of the payment's shares are filled first.</summary>
    public IReadOnlyList<PaymentShare> Shares { get; private init; } = [];

    public LooseState State { get; private set; }

    /// <summary>Why it is owed back; null while it is not.</summary>
    public LooseReason? Reason { get; private set; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Since when it is owed back.</summary>
    public DateTimeOffset? OwedAt { get; private set; }

    /// <summary>By when the buyer has to do something.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When the app was last told that the buyer has to name an address.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>Each try to send it back, oldest first.</summary>
    public IReadOnlyList<LooseReturn> Returns => [.. _returns.OrderBy(one => one.Number)];

    public uint Version { get; private set; }

    /// <summary>What is owed back, or was.</summary>
    internal Money Owed => Amount with { Amount = Reason is { } reason ? Amount.Amount - (reason == LooseReason.Surplus ? Part : 0) : 0 };

    internal LooseReturn? LastReturn => Returns is [.., var last] ? last : null;

    /// <param name="payment">For which it came.</param>
    /// <param name="receipt">As the processor told it.</param>
    /// <param name="shares">What of it is part of the price.</param>
    internal static LooseMoney Of(Payment payment, CashReceipt receipt, IReadOnlyList<PaymentShare> shares, DateTimeOffset now) => new()
    {
        Id = LooseMoneyId.Of(payment.Gateway, receipt.Id),
        PaymentId = payment.Id,
        Gateway = payment.Gateway,
        ProcessorId = receipt.Id,
        Amount = payment.Amount with { Amount = receipt.Amount },
        Part = shares.Sum(share => share.Amount),
        Shares = shares,
        State = LooseState.Waiting,
        ReceivedAt = receipt.At < now ? receipt.At : now,
    };

    /// <summary>The part of it became the charge; what was more is owed back.</summary>
    internal void Use(PaymentClock clock)
    {
        if (Amount.Amount > Part)
        {
            Owe(LooseReason.Surplus, clock);
            return;
        }

        Move(LooseState.Used);
    }

    internal void Owe(LooseReason reason, PaymentClock clock)
    {
        Move(LooseState.Due);
        (Reason, OwedAt, DueAt) = (reason, clock.Now, clock.Now + clock.Settings.RefundAccountTime);
    }

    /// <summary>The next try to send it back.</summary>
    internal LooseReturn Send(PaymentClock clock)
    {
        Move(LooseState.Sending);
        (DueAt, RemindedAt) = (null, null);
        var made = LooseReturn.Of(this, _returns.Count + 1, clock.Now);
        _returns.Add(made);
        return made;
    }

    /// <summary>Takes the processor's word of the last try; null when it knows of none and never will. A word of an earlier try, or the same again, changes nothing.</summary>
    internal IReadOnlyList<Movement> Hear(LooseReturnId of, CashReturn? told, PaymentClock clock)
    {
        if (LastReturn is not { } last || last.Id != of)
        {
            return [];
        }

        var movements = told is null ? last.Drop(clock.Now) : last.Hear(told, Owed, clock.Now);
        var to = told is null ? LooseState.Due : StateAfter(told.Status);
        if (LooseMoves.From(State).Contains(to))
        {
            Move(to);
            DueAt = to.NeedsAddress() ? clock.Now + clock.Settings.RefundAccountTime : told?.DueAt;
            ReturnedAt = to == LooseState.Returned ? clock.Now : null;
        }

        return movements;
    }

    /// <summary>Whether it is time to tell that the buyer has to name an address: at once, and once more before its time is over.</summary>
    internal bool Remind(PaymentClock clock)
    {
        var last = (DueAt ?? DateTimeOffset.MaxValue) - clock.Settings.RemindBefore;
        if (!State.NeedsAddress() || (RemindedAt is { } told && (told >= last || clock.Now < last)))
        {
            return false;
        }

        RemindedAt = clock.Now;
        return true;
    }

    private static LooseState StateAfter(RefundStatus told) => told switch
    {
        RefundStatus.Pending => LooseState.Sending,
        RefundStatus.NeedsBuyer => LooseState.NeedsBuyer,
        RefundStatus.Succeeded => LooseState.Returned,
        RefundStatus.Failed => LooseState.Failed,
    };

    /// <summary>Throws <see cref="InvalidOperationException"/> for a move that the table does not have, which would be a bug.</summary>
    private void Move(LooseState to) =>
        State = LooseMoves.From(State).Contains(to) ? to : throw new InvalidOperationException($"{Id} does not go from {State} to {to}.");
}
