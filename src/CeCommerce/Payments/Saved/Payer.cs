using CeCommerce.Platform;

namespace CeCommerce.Payments.Saved;

public readonly record struct PayerId(Guid Value) : ITypedId<PayerId>
{
    public static string Prefix => "pyr";

    public static PayerId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A consumer of a partner app as the processor knows them: a name of its own making, under which it keeps what they saved, and nothing of the person.</summary>
public sealed class Payer
{
    private Payer()
    {
    }

    public PayerId Id { get; private init; }

    /// <summary>The processor.</summary>
    public string Gateway { get; private init; } = "";

    public string ClientId { get; private init; } = "";

    /// <summary>The app's own id of the consumer; null once it is theirs no more.</summary>
    public string? ConsumerId { get; private set; }

    /// <summary>The processor's own name of it; null until it has told one.</summary>
    public string? ProcessorId { get; private set; }

    /// <summary>How often something was saved: so each saving changes the row, and meets an erasure of the same moment.</summary>
    public int Savings { get; private set; }

    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>Since when it is no longer the consumer's, since they are erased or the processor knows it no more.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Since when the processor has forgotten them too.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>When the processor is asked again to forget them.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>How often it was asked to.</summary>
    public int Asked { get; private set; }

    public uint Version { get; private set; }

    internal static Payer Of(PayerOwner owner, string gateway, DateTimeOffset now) =>
        new() { Id = TypedId.New<PayerId>(now), Gateway = gateway, ClientId = owner.ClientId, ConsumerId = owner.ConsumerId, MadeAt = now, AskAt = now };

    internal void Save() => Savings++;

    /// <summary>The processor has forgotten them by itself: what they save next is saved for another.</summary>
    internal void Retire(DateTimeOffset now)
    {
        Forget(now);
        GoneAt = now;
    }

    internal void Forget(DateTimeOffset now) => (ConsumerId, ForgottenAt, AskAt, Asked) = (null, now, now, 0);
}

/// <summary>A consumer, named by a partner app.</summary>
internal sealed record PayerOwner(string ClientId, string ConsumerId)
{
    public static PayerOwner? Of(Caller caller) =>
        caller is { Role: Role.Consumer, ClientId: { } client, ConsumerId: { } consumer } ? new(client, consumer) : null;

    public IQueryable<Payer> Own(IQueryable<Payer> payers) => payers.Where(x => x.ClientId == ClientId && x.ConsumerId == ConsumerId);
}
