using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.History;

/// <summary>
/// One change of one thing: when, who (app, role and tenant; for a consumer the app's own id), why, and what it was and
/// became. Written in the transaction of the change and never altered.
/// </summary>
public sealed class HistoryEntry
{
    public Guid Id { get; private init; }

    /// <summary>Prefix of the thing's identifier, e.g. <c>lst</c>.</summary>
    public string SubjectKind { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>What happened, in our words: <c>published</c>, <c>price changed</c>.</summary>
    public string What { get; private init; } = "";

    public string Who { get; private init; } = "";

    public string? Why { get; private init; }

    public string? Old { get; private init; }

    public string? New { get; private init; }

    public static HistoryEntry Of<TId>(TId subject, string what, Caller who, DateTimeOffset now, object? old = null, object? @new = null, string? why = null)
        where TId : struct, ITypedId<TId> => new()
        {
            Id = Guid.CreateVersion7(now),
            SubjectKind = TId.Prefix,
            SubjectId = subject.Value,
            At = now,
            What = what,
            Who = who.Name,
            Why = why,
            Old = old is null ? null : JsonColumn.Write(old),
            New = @new is null ? null : JsonColumn.Write(@new),
        };
}

internal sealed class HistoryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("history", "platform");
        builder.HasKey(x => new { x.Id, x.At });
        builder.Property(x => x.Old).HasColumnType("jsonb");
        builder.Property(x => x.New).HasColumnType("jsonb");
        builder.HasIndex(x => new { x.SubjectId, x.Id }).HasDatabaseName("ix_history_subject");
    }
}
