using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Sandbox;

/// <summary>A charge inside the sandbox processor. In the database, so that it survives restarts and all server processes see it.</summary>
internal sealed class SandboxCharge
{
    public required string Reference { get; init; }

    public required string Method { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required ChargeStatus Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>What was given back by each request, in minor units by its key.</summary>
    public IReadOnlyDictionary<string, long> Refunds { get; init; } = new Dictionary<string, long>();

    /// <summary>All of it together.</summary>
    public long Refunded { get; init; }

    /// <summary>What came for it by bank transfer, in minor units.</summary>
    public long Received { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a pending charge is decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>A webhook that the sandbox owes its customer, which is us.</summary>
internal sealed class SandboxEvent
{
    public required Guid Id { get; init; }

    public required string Reference { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }
}

internal sealed class SandboxMapping : IEntityTypeConfiguration<SandboxCharge>, IEntityTypeConfiguration<SandboxEvent>
{
    public void Configure(EntityTypeBuilder<SandboxCharge> builder)
    {
        builder.ToTable("sandbox_charges", PaymentMapping.Schema);
        builder.HasKey(x => x.Reference);
        builder.Property(x => x.Refunds).HasJson().HasDefaultValueSql("'{}'");
        builder.Property(x => x.Refunded).HasDefaultValue(0L);
        builder.Property(x => x.Received).HasDefaultValue(0L);
        builder.HasIndex(x => x.DecidedAt).HasFilter("status = 'Pending'").HasDatabaseName("ix_sandbox_charges_decided");
    }

    public void Configure(EntityTypeBuilder<SandboxEvent> builder)
    {
        builder.ToTable("sandbox_events", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => x.DueAt).HasFilter("delivered_at IS NULL").HasDatabaseName("ix_sandbox_events_due");
    }
}
