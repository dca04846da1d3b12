using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Events;

/// <summary>
/// One line of the append-only event log: something happened to a thing. Carries identifiers and states, never personal
/// data. Search, subscriptions and every later reader follow this log, each at its own position.
/// </summary>
public sealed class EventRecord
{
    /// <summary>Order of writing; gaps are normal.</summary>
    public long Sequence { get; private init; }

    /// <summary>Our own word for it, e.g. <c>listing.published</c>; never a class name, never reused.</summary>
    public string Kind { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    /// <summary>The tenant it belongs to.</summary>
    public Guid? OperatorId { get; private init; }

    /// <summary>JSON of the kind's own shape.</summary>
    public string Data { get; private init; } = "{}";

    public DateTimeOffset At { get; private init; }

    public static EventRecord Of<TId>(string kind, TId subject, Guid? operatorId, DateTimeOffset now, object? data = null)
        where TId : struct, ITypedId<TId> => new()
        {
            Kind = kind,
            SubjectId = subject.Value,
            OperatorId = operatorId,
            Data = data is null ? "{}" : JsonColumn.Write(data),
            At = now,
        };
}

internal sealed class EventMapping : IEntityTypeConfiguration<EventRecord>
{
    public void Configure(EntityTypeBuilder<EventRecord> builder)
    {
        builder.ToTable("events", "platform");
        builder.HasKey(x => x.Sequence);
        builder.Property(x => x.Sequence).UseIdentityAlwaysColumn();
        builder.Property(x => x.Data).HasColumnType("jsonb");
    }
}
