using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

public readonly record struct DisputeAnswerId(Guid Value) : ITypedId<DisputeAnswerId>
{
    public static string Prefix => "dan";

    public static DisputeAnswerId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What is said to the bank.</summary>
public enum DisputeAnswerKind
{
    /// <summary>Evidence, while the bank only asks.</summary>
    Inquiry,

    /// <summary>Evidence, after it took the money.</summary>
    Evidence,

    /// <summary>Evidence once more, after it was lost.</summary>
    Appeal,

    /// <summary>That the money is the buyer's.</summary>
    Concession,
}

/// <summary>What became of it.</summary>
public enum DisputeAnswerState
{
    /// <summary>It is being handed in, or the processor has not said yet whether it came.</summary>
    Asked,

    /// <summary>The processor has it.</summary>
    Accepted,

    /// <summary>The processor would not take it.</summary>
    Refused,

    /// <summary>The processor never had it: it may be handed in anew.</summary>
    NotReceived,
}

/// <summary>
/// An answer to a bank. It is handed in once and never again by itself: where the processor does not say whether it came, the dispute is read until that is known.
/// </summary>
public sealed class DisputeAnswer
{
    private DisputeAnswer()
    {
    }

    public DisputeAnswerId Id { get; private init; }

    public DisputeId DisputeId { get; private init; }

    public DisputeAnswerKind Kind { get; private init; }

    public DisputeAnswerState State { get; private set; }

    /// <summary>SHA-256 of the pack that goes with it, hexadecimal; null where none does. The pack itself is kept nowhere here.</summary>
    public string? PackSha256 { get; private init; }

    /// <summary>The processor's name of the pack.</summary>
    public string? FileId { get; private set; }

    /// <summary>How often the bank had been answered before.</summary>
    public long? Before { get; private set; }

    /// <summary>The processor's code, where it refused.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When the processor was about to be asked; null when that was never reached.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset AskAt { get; private init; }

    public uint Version { get; private set; }

    internal static DisputeAnswer Of(Dispute dispute, DisputeAnswerKind kind, string? sha256, PaymentClock clock) => new()
    {
        Id = TypedId.New<DisputeAnswerId>(clock.Now),
        DisputeId = dispute.Id,
        Kind = kind,
        State = DisputeAnswerState.Asked,
        PackSha256 = sha256,
        AskedAt = clock.Now,
        AskAt = clock.Next(0),
    };

    /// <summary>From here on nobody knows whether it came until the processor says so.</summary>
    internal void Send(string? file, long before, DateTimeOffset now) => (FileId, Before, SentAt) = (file, before, now);

    internal void Accept(DateTimeOffset now) => End(DisputeAnswerState.Accepted, null, now);

    internal void Refuse(string reason, DateTimeOffset now) => End(DisputeAnswerState.Refused, reason, now);

    internal void Miss(DateTimeOffset now) => End(DisputeAnswerState.NotReceived, null, now);

    /// <summary>The processor could not be asked; what was never sent it cannot have.</summary>
    internal void MissUnsent(DateTimeOffset now)
    {
        if (SentAt is null)
        {
            Miss(now);
        }
    }

    /// <summary>Whether a dispute as it is now shows that the answer came; null while it may still come.</summary>
    internal bool? IsIn(DisputeWord now, DateTimeOffset at) => SentAt switch
    {
        null => at < AskedAt + AskedLongAgo.After ? null : false,
        _ when now.Answer == Id.ToString() || (Kind == DisputeAnswerKind.Concession ? now.State is DisputeState.Lost or DisputeState.Won : now.Submissions > Before) => true,
        { } sent => at < sent + AskedLongAgo.After ? null : false,
    };

    private void End(DisputeAnswerState state, string? reason, DateTimeOffset now)
    {
        if (State == DisputeAnswerState.Asked)
        {
            (State, Reason, EndedAt) = (state, reason, now);
        }
    }
}
