using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Events;

/// <summary>Where a named reader of the log stands, for readers that have no store of their own.</summary>
internal sealed class EventCursor
{
    public required string Consumer { get; init; }

    /// <summary><see cref="EventPosition"/> as text.</summary>
    public required string Position { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class EventCursorMapping : IEntityTypeConfiguration<EventCursor>
{
    public void Configure(EntityTypeBuilder<EventCursor> builder)
    {
        builder.ToTable("event_cursors", "platform");
        builder.HasKey(x => x.Consumer);
    }
}
