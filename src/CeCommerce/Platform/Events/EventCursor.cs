using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Events;

/// <summary>Where a named reader of the log stands, for readers that have no store of their own.</summary>
internal sealed class EventCursor
{
    public required string Consumer { get; init; }

    /// <summary>Transaction and sequence, where servers from before there were feed positions stand; nobody else moves it.</summary>
    public required string Position { get; set; }

    /// <summary><see cref="EventPosition"/>; null until the first turn since there are feed positions.</summary>
    public long? FeedPosition { get; set; }

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
