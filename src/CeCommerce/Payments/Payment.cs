using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;

namespace CeCommerce.Payments;

public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static string Prefix => "pay";

    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What the owner of the purpose wants of the money.</summary>
public enum WantedOfMoney
{
    /// <summary>To have it.</summary>
    Charge,

    /// <summary>Not to have it, or no longer: what is open at the processor ends, what was captured goes back.</summary>
    Release,
}

/// <summary>
/// Money for one purpose: what is wanted of it, and where it stands as the processor last told it, which only ever moves forward. Begun with what it pays for, in
/// one transaction, so that it is asked about whatever becomes of the request.
/// </summary>
public sealed class Payment
{
    private readonly List<PaymentStep> _steps = [];

    private Payment()
    {
    }

    public PaymentId Id { get; private init; }

    public string PurposeKind { get; private init; } = "";

    public Guid PurposeId { get; private init; }

    /// <summary>The partner app that hears of it.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>Which processor.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>Our reference at the processor: what is paid for, as the outside knows it.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The processor's own name of the charge; null until it has told one.</summary>
    public string? ProcessorId { get; private set; }

    /// <summary>What the buyer has to do next; null when nothing. It opens this payment to whoever has it, so only the buyer sees it.</summary>
    public BuyerAction? Action { get; private set; }

    public string Method { get; private init; } = "";

    /// <summary>What of the buyer's was saved and is charged; null where they name the means themselves.</summary>
    public SavedCharge? Saved { get; private init; }

    /// <summary>The buyer took something else in the end than what they had saved, e.g. since their bank refused that.</summary>
    public bool PaidOtherwise { get; private set; }

    public Money Amount { get; private init; }

    /// <summary>Whose the money is; the parts add up to <see cref="Amount"/>.</summary>
    public IReadOnlyList<PaymentShare> Shares { get; private init; } = [];

    public WantedOfMoney Wanted { get; private set; }

    /// <summary>After that nobody is charged any more.</summary>
    public DateTimeOffset ChargeUntil { get; private init; }

    /// <summary>Since when the money is no longer wanted.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public ChargeStatus Status { get; private set; }

    /// <summary>Whether the amount was captured at some time; stays true after a refund.</summary>
    public bool Captured { get; private set; }

    /// <summary>Each word of the processor that changed something, oldest first.</summary>
    public IReadOnlyList<PaymentAttempt> Attempts { get; private set; } = [];

    /// <summary>What the processor did with the money, and is to do, in the order in which it was decided or heard.</summary>
    public IReadOnlyList<PaymentStep> Steps => [.. _steps.OrderBy(step => step.Number)];

    /// <summary>True while the buyer's money may still move at the processor, by any of its <see cref="Steps"/>.</summary>
    public bool Unsettled { get; private set; }

    /// <summary>When the sweep asks about the first of its steps, while <see cref="Unsettled"/>.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>How often the sweep has asked about that step.</summary>
    public int Asked { get; private set; }

    /// <summary>Goes up with each change, so that the row tells of changes of its steps too. A server of the version before leaves it, which tells what it writes.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public uint Version { get; private set; }

    /// <summary>Whether the processor is known to have it.</summary>
    internal bool IsKnown => Attempts.Count > 0;

    /// <summary>As the processor is asked about it.</summary>
    internal ChargeRequest Request => new(Reference, Method, Amount) { Payment = Id.ToString(), ProcessorId = ProcessorId, Since = CreatedAt, Saved = Saved };

    /// <summary>What was decided to go back and the processor does not know yet.</summary>
    internal PaymentStep? NextRefund => Steps.FirstOrDefault(step => step is { Kind: StepKind.Refund, State: StepState.Wanted });

    /// <summary>What is to go back and waits for an account of the buyer.</summary>
    internal IEnumerable<PaymentStep> RefundsWithoutAccount => Steps.Where(step => step is { Kind: StepKind.Refund, State: StepState.AwaitingBuyer });

    /// <summary>What is left of each operator's share: neither given back nor taken by a bank.</summary>
    internal IReadOnlyList<PaymentShare> Rests => StepLog.RestsOf(this);

    /// <summary>Whether what that cause asked for has gone back.</summary>
    internal bool Refunded(Guid cause) => _steps.Exists(step => step is { Kind: StepKind.Refund, State: StepState.Succeeded } && step.Cause == cause);

    internal static Payment Of(PaymentPurpose purpose, PaymentWish wish, string gateway, PaymentClock clock)
    {
        var now = clock.Clock.GetUtcNow();
        var payment = new Payment
        {
            Id = TypedId.New<PaymentId>(now),
            PurposeKind = purpose.Kind,
            PurposeId = purpose.Id,
            ClientId = wish.ClientId,
            Gateway = gateway,
            Reference = purpose.Name,
            Method = wish.Method,
            Saved = wish.Saved,
            Amount = wish.Amount,
            Shares = wish.Shares,
            Wanted = WantedOfMoney.Charge,
            ChargeUntil = wish.Until,
            Status = ChargeStatus.NeedsAuthentication,
            Unsettled = true,
            AskAt = now + clock.Settings.AskAfter,
            Revision = 1,
            CreatedAt = now,
        };
        payment._steps.Add(new(payment, 1, new(StepKind.Attempt, StepState.Begun, payment.Amount.Amount), payment.AskAt));
        return payment;
    }

    /// <summary>The money is not wanted any more; what of it was captured goes back.</summary>
    internal void Release(PaymentClock clock)
    {
        if (Wanted != WantedOfMoney.Release)
        {
            (Wanted, ReleasedAt, Revision) = (WantedOfMoney.Release, clock.Now, Revision + 1);
            Change(clock, steps => steps.Release());
        }
    }

    /// <summary>That part of the money is not wanted any more: it goes back once it is captured. Null when nothing of it is left.</summary>
    internal PaymentStep? GiveBack(PaymentShare share, Guid cause, PaymentClock clock)
    {
        PaymentStep? refund = null;
        Change(clock, steps => refund = steps.GiveBack(share, cause));
        return refund;
    }

    /// <summary>What a bank took is not there to be given back, unless it comes back itself.</summary>
    internal void Follow(Dispute dispute, PaymentClock clock) => Change(clock, steps => steps.Follow(dispute));

    /// <summary>Money may have moved that nobody here has heard of.</summary>
    internal void AskAgain()
    {
        if (!Unsettled)
        {
            Steps.LastOrDefault(step => step.Kind == StepKind.Attempt)?.AskFrom(AskAt);
            (Unsettled, Revision) = (true, Revision + 1);
        }
    }

    /// <summary>
    /// Takes the processor's word when it is news. An older word that arrives later, or the same again, is no news:
    /// that makes duplicates and any order of webhooks harmless. A refusal is not the end: the buyer may try again.
    /// </summary>
    internal bool Hear(Charge charge, PaymentClock clock)
    {
        var isNews = !IsKnown || Rank(charge.Status) > Rank(Status);
        if (ProcessorId is null && charge.ProcessorId is not null)
        {
            (ProcessorId, Revision) = (charge.ProcessorId, Revision + 1);
        }

        if (isNews)
        {
            Status = charge.Status;
            Action = charge.Action;
            PaidOtherwise |= charge.IsOtherwise;
            Captured |= charge.Status is ChargeStatus.Succeeded or ChargeStatus.Refunded;
            Attempts = [.. Attempts, new(clock.Now, charge.Status, charge.Reason)];
        }
        else if (charge.Status == Status && charge.Action != Action)
        {
            (Action, Revision) = (charge.Action, Revision + 1);
        }

        Change(clock, steps => steps.Hear(charge, isNews));
        return isNews;
    }

    /// <summary>Refunds for which the buyer has to be told now that an account is needed.</summary>
    internal IReadOnlyList<PaymentStep> Remind(PaymentClock clock)
    {
        List<PaymentStep> told = [];
        Change(clock, _ => told.AddRange(_steps.Where(step => step.Remind(clock))));
        return told;
    }

    /// <summary>The processor has nothing. That is the end when it is not wanted either, and for so long that no request from before can still bring it there.</summary>
    internal void HearNothing(PaymentClock clock)
    {
        if (ReleasedAt is { } released && clock.Now >= released + clock.Settings.AskAfter)
        {
            Change(clock, steps => steps.HearNothing());
        }
    }

    /// <summary>Changes steps, and says of the whole what they say.</summary>
    private void Change(PaymentClock clock, Action<StepLog> change)
    {
        var before = _steps.Sum(step => step.Changes);
        change(new(this, _steps, clock));
        if (_steps.Sum(step => step.Changes) == before)
        {
            return;
        }

        var first = _steps.Where(step => step.Unsettled && step.IsOfBuyer).MinBy(step => step.AskAt);
        (Unsettled, AskAt, Asked) = first is null ? (false, AskAt, Asked) : (true, first.AskAt, first.Asked);
        Revision++;
    }

    private static int Rank(ChargeStatus status) => status switch
    {
        ChargeStatus.NeedsAuthentication => 0,
        ChargeStatus.Pending => 1,
        ChargeStatus.Declined => 2,
        ChargeStatus.Authorised => 3,
        ChargeStatus.Cancelled => 4,
        ChargeStatus.Succeeded => 5,
        ChargeStatus.Refunded => 6,
    };
}

/// <summary>One word of the processor.</summary>
public sealed record PaymentAttempt(DateTimeOffset At, ChargeStatus Status, string? Reason);
