using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>Made of the processor's name of the balance transaction; see <see cref="NamedByProcessor"/>.</summary>
public readonly record struct DisputeFeeId(Guid Value) : ITypedId<DisputeFeeId>
{
    public static string Prefix => "dsf";

    public static DisputeFeeId From(Guid value) => new(value);

    public static DisputeFeeId Of(string gateway, string processorId) => new(NamedByProcessor.Of(gateway, processorId));

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What the processor took for a dispute, or gave back, after it was opened: once for each of its balance transactions. Never changed.</summary>
public sealed class DisputeFee
{
    private DisputeFee()
    {
    }

    public DisputeFeeId Id { get; private init; }

    public DisputeId DisputeId { get; private init; }

    /// <summary>As the processor calls the balance transaction.</summary>
    public string ProcessorId { get; private init; } = "";

    /// <summary>Minor units; minus was given back.</summary>
    public long Amount { get; private init; }

    public DateTimeOffset HeardAt { get; private init; }

    internal static DisputeFee Of(Dispute dispute, DisputeFeeWord word, DateTimeOffset now) =>
        new() { Id = DisputeFeeId.Of(dispute.Gateway, word.Id), DisputeId = dispute.Id, ProcessorId = word.Id, Amount = word.Amount, HeardAt = now };

    internal Movement In(string currency, MovementTime time) => Amount > 0
        ? PostingTable.DisputeFee(Cause.Of(Id), new(Amount, currency), time)
        : PostingTable.DisputeFeeBack(Cause.Of(Id), new(-Amount, currency), time);
}
