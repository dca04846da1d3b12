using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Idempotency;

/// <summary>
/// A request that must take effect once. Written in the transaction of its effect; a request that spans two
/// transactions (money moves between them) stands as running under a lease until the second one finishes it.
/// </summary>
internal sealed class IdempotentRequest
{
    public required string Caller { get; init; }

    public required string Operation { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the request's content.</summary>
    public required byte[] Content { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was answered, as the operation wrote it; null while running.</summary>
    public string? Answer { get; private set; }

    /// <summary>What the operation had made when it was left running, so that a retry after the lease goes on from there.</summary>
    public string? Progress { get; init; }

    /// <summary>Until when a running request is taken to be alive.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public void Extend(DateTimeOffset until) => LeaseUntil = until;

    public void Finish(string answer)
    {
        Answer = answer;
        LeaseUntil = null;
    }
}

internal sealed class IdempotentRequestMapping : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_requests", "platform");
        builder.HasKey(x => new { x.Caller, x.Operation, x.Key });
        builder.Property(x => x.Answer).HasColumnType("jsonb");
        builder.Property(x => x.Progress).HasColumnType("jsonb");
        builder.HasIndex(x => x.At).HasDatabaseName("ix_idempotent_requests_at");
    }
}
