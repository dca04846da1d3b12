using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Events;

/// <summary>Whom a line of the event log may be told. Each may see what the one before may, and more people are told.</summary>
public enum EventAudience
{
    /// <summary>The tenant that it belongs to, and the platform.</summary>
    Operator,

    /// <summary>Besides them the partner app that it concerns.</summary>
    Client,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>
/// One line of the append-only event log: something happened to a thing. Carries identifiers and states, never personal
/// data. Search, subscriptions and every later reader follow this log, each at its own position.
/// </summary>
public sealed class EventRecord
{
    internal EventRecord(EventKind kind, Guid subject, string data, EventFrame frame)
    {
        (Kind, SubjectKind, SubjectId, Version, Data) = (kind.Name, kind.SubjectKind, subject, kind.Version, data);
        (At, OperatorId, Audience, ClientId, Changed) = (frame.At, frame.OperatorId, frame.Audience ?? kind.Audience, frame.ClientId, frame.Changed);
    }

    private EventRecord()
    {
    }

    /// <summary>Order of writing; gaps are normal.</summary>
    public long Sequence { get; private init; }

    /// <summary>Our own word for it, e.g. <c>listing.published</c>; never a class name, never reused.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Prefix of the subject's identifier, e.g. <c>lst</c>.</summary>
    public string SubjectKind { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    /// <summary>The tenant it belongs to.</summary>
    public Guid? OperatorId { get; private init; }

    /// <summary>Whom it may be told.</summary>
    public EventAudience Audience { get; private init; }

    /// <summary>The partner app that it concerns, as at the token endpoint; null when it concerns none in particular.</summary>
    public string? ClientId { get; private init; }

    /// <summary>Of the shape of <see cref="Data"/>; goes up when a reader that knows the older one would misread it.</summary>
    public int Version { get; private init; } = 1;

    /// <summary>Which fields of the subject are other than before, in the words of the API; empty when that is not said.</summary>
    public string[] Changed { get; private init; } = [];

    /// <summary>JSON of the kind's own shape.</summary>
    public string Data { get; private init; } = "{}";

    public DateTimeOffset At { get; private init; }
}

internal sealed class EventMapping : IEntityTypeConfiguration<EventRecord>
{
    public void Configure(EntityTypeBuilder<EventRecord> builder)
    {
        builder.ToTable("events", "platform");
        builder.HasKey(x => new { x.Sequence, x.At });
        builder.Property(x => x.Sequence).HasDefaultValueSql("nextval('platform.event_numbers')");
        builder.Property(x => x.Data).HasColumnType("jsonb");
        builder.Property(x => x.Changed).HasColumnType("text[]");

        // Null in lines that were written before there was the column, or by a server from then.
        builder.Property(x => x.SubjectKind).IsRequired(false);
    }
}
