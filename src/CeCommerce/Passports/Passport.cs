using CeCommerce.Items;
using CeCommerce.Operators;

namespace CeCommerce.Passports;

/// <summary>The history of a unit and the head of its chain. Opened and moved by <see cref="Chain.PassportChain"/> alone.</summary>
public sealed class Passport
{
    private Passport()
    {
    }

    public PassportId Id { get; private init; }

    public ItemId ItemId { get; private init; }

    /// <summary>Who answers for it: whoever has the unit, or had it last when a buyer has it.</summary>
    public OperatorId OperatorId { get; private init; }

    public PassportStatus Status { get; private init; }

    public DateTimeOffset StatusSince { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>Events so far.</summary>
    public long HeadSeq { get; private init; }

    /// <summary>Of the last event; null before the first.</summary>
    public byte[]? HeadHash { get; private init; }

    public DateTimeOffset? HeadRecordedAt { get; private init; }
}

/// <summary>An event of a passport as it stands in its chain; never altered or removed.</summary>
public sealed class PassportEvent
{
    private PassportEvent()
    {
    }

    public PassportEventId Id { get; private init; }

    public PassportId PassportId { get; private init; }

    /// <summary>1 and so on for each passport.</summary>
    public long Seq { get; private init; }

    public PassportEventType Type { get; private init; }

    /// <summary>In whole milliseconds, as in <see cref="Content"/>; the start of a day in Tokyo where only the day is known.</summary>
    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>When the passport wrote it down, in whole milliseconds.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The line of the platform's log that it was made from.</summary>
    public long SourceSequence { get; private init; }

    /// <summary>One line may make several events.</summary>
    public short SourcePart { get; private init; }

    /// <summary>What is hashed, in the form of RFC 8785. Text, since jsonb would rewrite its numbers.</summary>
    public string Content { get; private init; } = "";

    /// <summary>Of the event before it; null for the first.</summary>
    public byte[]? PrevHash { get; private init; }

    public byte[] Hash { get; private init; } = [];
}

/// <summary>
/// A value that an event holds only as a digest with a salt, since people typed it. Erased, it is gone for good, and the chain still proves.
/// </summary>
public sealed class HiddenValue
{
    private HiddenValue()
    {
    }

    public PassportEventId EventId { get; private init; }

    /// <summary>JSON pointer into the event's data.</summary>
    public string Path { get; private init; } = "";

    public byte[] Digest { get; private init; } = [];

    /// <summary>16 random bytes; null once it is erased.</summary>
    public byte[]? Salt { get; private init; }

    /// <summary>In the form of RFC 8785; null once it is erased.</summary>
    public string? Value { get; private init; }

    public DateTimeOffset? ErasedAt { get; private init; }
}
