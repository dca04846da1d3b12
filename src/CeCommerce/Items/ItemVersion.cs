using CeCommerce.Platform.Database;

namespace CeCommerce.Items;

/// <summary>
/// What was on record of an item until something else was. Each fact in it has its own day, on which it was observed: together they answer
/// what was known when, and what of a day.
/// </summary>
public sealed class ItemVersion : IVersion
{
    private ItemVersion()
    {
    }

    internal ItemVersion(ItemId item, DateTimeOffset recordedAt, DateTimeOffset recordedUntil, PastItem content) =>
        (Id, ItemId, RecordedAt, RecordedUntil, Content) = (Guid.CreateVersion7(recordedUntil), item, recordedAt, recordedUntil, content);

    public Guid Id { get; private init; }

    public ItemId ItemId { get; private init; }

    Guid IVersion.SubjectId => ItemId.Value;

    /// <summary>The moment from which it was on record.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The moment from which it no longer was.</summary>
    public DateTimeOffset RecordedUntil { get; private init; }

    public PastItem Content { get; private init; } = null!;
}
