using CeCommerce.Platform.Database;

namespace CeCommerce.Operators;

/// <summary>What was on record of an operator until something else was.</summary>
public sealed class OperatorVersion : IVersion
{
    private OperatorVersion()
    {
    }

    internal OperatorVersion(OperatorId owner, DateTimeOffset recordedAt, DateTimeOffset recordedUntil, OperatorRecord content) =>
        (Id, OperatorId, RecordedAt, RecordedUntil, Content) = (Guid.CreateVersion7(recordedUntil), owner, recordedAt, recordedUntil, content);

    public Guid Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    Guid IVersion.SubjectId => OperatorId.Value;

    /// <summary>The moment from which it was on record.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The moment from which it no longer was.</summary>
    public DateTimeOffset RecordedUntil { get; private init; }

    public OperatorRecord Content { get; private init; } = null!;
}
