using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Search.Index;

internal readonly record struct IndexServerId(Guid Value) : ITypedId<IndexServerId>
{
    public static string Prefix => "idx";

    public static IndexServerId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>What a serving process tells of its own index: that it lives, and how far a rebuild has come.</summary>
internal sealed class IndexServer
{
    public required IndexServerId Id { get; init; }

    /// <summary>Last sign of life, by the database's clock: servers and commands may have been given others.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Position of the request that the last rebuild answered; null when none was asked for.</summary>
    public string? Request { get; set; }

    /// <summary>Listings taken into the new index so far.</summary>
    public long Taken { get; set; }

    public long Total { get; set; }

    public bool Done { get; set; }

    /// <summary>Why the rebuild came to nothing; null when it did not fail.</summary>
    public string? Failure { get; set; }
}

/// <summary>How far a rebuild has come.</summary>
internal sealed record RebuildProgress(long Taken, long Total, bool Done, string? Failure);

internal sealed class IndexServerMapping : IEntityTypeConfiguration<IndexServer>
{
    public void Configure(EntityTypeBuilder<IndexServer> builder)
    {
        builder.ToTable("index_servers", "search");
        builder.HasKey(x => x.Id);
    }
}
