using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Passports.Chain;

/// <summary>The end of a chain, locked by the transaction that adds to it.</summary>
internal sealed class PassportHead(Guid id, long seq, byte[]? hash, DateTimeOffset? recordedAt)
{
    public Guid Id => id;

    public long Seq { get; private set; } = seq;

    public byte[]? Hash { get; private set; } = hash;

    public DateTimeOffset? RecordedAt { get; private set; } = recordedAt;

    /// <summary>The first moment at which it was offered; null when nothing says so now.</summary>
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>Null when it stays who it is.</summary>
    public OperatorId? NewOperator { get; private set; }

    /// <summary>What is written down is never older than what stands before it, or than what it tells of.</summary>
    public ChainedEvent Add(NewPassportEvent said, DateTimeOffset now)
    {
        var recorded = Milliseconds.Of(new[] { now, RecordedAt ?? now, said.Occurred.At, said.Source.At }.Max());
        var eventId = TypedId.New<PassportEventId>(recorded);
        var hidden = said.Hidden.Select(SaltedText.Of).ToList();
        var content = EventContent.Of(eventId, said, recorded, hidden);
        var (seq, prev) = (Seq + 1, Hash);
        var made = EventContent.HashOf(content, seq, prev);
        (Seq, Hash, RecordedAt) = (seq, made, recorded);
        OfferedAt ??= said.Type == PassportEventType.Offered ? recorded : null;
        NewOperator = said.TakesOver ? said.Operator : NewOperator;
        return new(eventId, said, recorded, content, new(id, seq, prev, made)) { Hidden = hidden };
    }
}

/// <summary>An event with its place in the chain.</summary>
internal sealed record ChainedEvent(PassportEventId Id, NewPassportEvent Said, DateTimeOffset RecordedAt, string Content, ChainLink Link)
{
    public required IReadOnlyList<SaltedText> Hidden { get; init; }
}

/// <summary>Where an event stands.</summary>
internal sealed record ChainLink(Guid Passport, long Seq, byte[]? Prev, byte[] Hash);
