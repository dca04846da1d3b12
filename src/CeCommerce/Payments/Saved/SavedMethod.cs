using CeCommerce.Platform;
using PaymentMethod = CeCommerce.Standards.PaymentMethod;

namespace CeCommerce.Payments.Saved;

public readonly record struct SavedMethodId(Guid Value) : ITypedId<SavedMethodId>
{
    public static string Prefix => "svm";

    public static SavedMethodId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What has become of a means of payment that a consumer wanted to save.</summary>
public enum SavedMethodState
{
    /// <summary>The consumer has something to do: see its buyerAction.</summary>
    Pending,

    /// <summary>It can be paid with.</summary>
    Usable,

    /// <summary>It was not saved in time, or the processor refused it for good.</summary>
    Failed,

    /// <summary>It was removed and cannot be paid with any more.</summary>
    Removed,
}

/// <summary>
/// A means of payment that a consumer has saved at the processor, as the processor told it last, and what they agreed to be charged for with it while they are away. It only moves
/// forward, and what it is in full only the processor knows.
/// </summary>
public sealed class SavedMethod
{
    private SavedMethod()
    {
    }

    public SavedMethodId Id { get; private init; }

    public PayerId PayerId { get; private init; }

    public Payer Payer { get; private init; } = null!;

    /// <summary>As in <see cref="MeansOfPayment.Name"/>.</summary>
    public string Method { get; private init; } = "";

    public PaymentMethod Kind { get; private init; }

    public SavedMethodState State { get; private set; }

    public SavingAgreement Agreement { get; private init; } = SavingAgreement.None;

    /// <summary>The processor's own name of the saving; null until it has told one.</summary>
    public string? SetupId { get; private set; }

    /// <summary>The processor's own name of what was saved; null before.</summary>
    public string? ProcessorId { get; private set; }

    /// <summary>The processor's own name of what was agreed, where it keeps that too.</summary>
    public string? MandateId { get; private set; }

    /// <summary>By which its owner knows it again; null until it was saved, and once they were erased.</summary>
    public SavedCard? Card { get; private set; }

    /// <summary>What the consumer has to do; it opens the saving to whoever has it.</summary>
    public BuyerAction? Action { get; private set; }

    /// <summary>The processor's code of its last refusal.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the newest question that was answered was asked: what was asked before says nothing any more.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>While the processor has not come to where it is here.</summary>
    public bool Unsettled { get; private set; }

    /// <summary>When to ask again without a word of the processor, while <see cref="Unsettled"/>.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>How often the sweep has asked.</summary>
    public int Asked { get; private set; }

    public uint Version { get; private set; }

    internal static SavedMethod Begin(Payer payer, MeansOfPayment means, SavingAgreement agreement, PaymentClock clock) => new()
    {
        Id = TypedId.New<SavedMethodId>(agreement.At),
        PayerId = payer.Id,
        Payer = payer,
        Method = means.Name,
        Kind = means.Kind,
        Agreement = agreement,
        MadeAt = agreement.At,
        UpdatedAt = agreement.At,
        Unsettled = true,
        AskAt = agreement.At + clock.Settings.AskAfter,
    };

    /// <summary>As the processor is asked about it.</summary>
    internal SavingRequest RequestOf(string payer) =>
        new(Id.ToString(), payer, Method) { SetupId = SetupId, ProcessorId = ProcessorId, Since = MadeAt, IsOffSession = Agreement.Purposes.Count > 0 };

    /// <summary>What a charge with it needs.</summary>
    internal SavedCharge ChargeOf(bool buyerIsAway) => new(Payer.ProcessorId!, ProcessorId!) { Id = Id.ToString(), Mandate = MandateId, BuyerIsAway = buyerIsAway };

    /// <summary>Whether its card is over on that day.</summary>
    internal bool IsExpired(DateOnly today) => Card is { } card && new DateOnly(card.ExpiryYear, card.ExpiryMonth, 1).AddMonths(1) <= today;

    /// <summary>From here on nobody pays with it; the processor is told next.</summary>
    internal void Remove(DateTimeOffset now)
    {
        if (State != SavedMethodState.Removed)
        {
            (Unsettled, AskAt, Asked) = (State != SavedMethodState.Failed, now, 0);
            (State, Action, UpdatedAt) = (SavedMethodState.Removed, null, now);
        }
    }

    /// <summary>Its owner is erased.</summary>
    internal void Forget(DateTimeOffset now)
    {
        Remove(now);
        (Card, Action) = (null, null);
    }

    /// <summary>Takes over what the processor says; false when a later question was answered already.</summary>
    /// <param name="told">Null when the processor knows nothing of it.</param>
    /// <param name="askedAt">When it was asked.</param>
    internal bool Hear(MethodAtProcessor? told, DateTimeOffset askedAt)
    {
        if (ReadAt > askedAt)
        {
            return false;
        }

        var before = (State, Action, Card, Reason);
        ReadAt = askedAt;
        (SetupId, ProcessorId, MandateId) = (SetupId ?? told?.SetupId, ProcessorId ?? told?.ProcessorId, told?.Mandate ?? MandateId);
        var state = told?.State ?? (State == SavedMethodState.Pending ? SavedMethodState.Failed : SavedMethodState.Removed);
        Unsettled = State == SavedMethodState.Removed ? state is not (SavedMethodState.Removed or SavedMethodState.Failed) : state == SavedMethodState.Pending;
        if (Rank(state) >= Rank(State))
        {
            (State, Action, Reason) = (state, told?.Action, told?.Reason);
            Card = Payer.ForgottenAt is null ? told?.Card ?? Card : null;
        }

        if (before != (State, Action, Card, Reason))
        {
            UpdatedAt = askedAt;
        }

        return true;
    }

    private static int Rank(SavedMethodState state) => state switch
    {
        SavedMethodState.Pending => 0,
        SavedMethodState.Failed or SavedMethodState.Usable => 1,
        SavedMethodState.Removed => 2,
    };
}

/// <summary>By what its owner knows a card again; its number never comes here.</summary>
/// <param name="Brand">As the processor calls it, e.g. `visa`, `jcb`.</param>
/// <param name="LastFour">The last four digits of its number.</param>
/// <param name="ExpiryYear">Four digits.</param>
/// <param name="ExpiryMonth">1 to 12; it can be used until the end of that month.</param>
public sealed record SavedCard(string Brand, string LastFour, int ExpiryYear, int ExpiryMonth);
