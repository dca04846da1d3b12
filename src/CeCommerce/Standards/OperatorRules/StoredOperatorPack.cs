using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Standards.OperatorRules;

/// <summary>A pack of an operator's own rules in one version, as its file was; never altered or removed, since verdicts name it.</summary>
internal sealed class StoredOperatorPack
{
    public required Guid OperatorId { get; init; }

    public required string Version { get; init; }

    /// <summary>The text of the file.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the text in UTF-8.</summary>
    public required byte[] Digest { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Name of the caller.</summary>
    public required string AddedBy { get; init; }

    public OperatorRulesInUse AsInUse() => new(Version, Convert.ToHexStringLower(Digest));

    public static StoredOperatorPack Of(Guid operatorId, string version, byte[] utf8, string by, DateTimeOffset now) => new()
    {
        OperatorId = operatorId,
        Version = version,
        Content = Encoding.UTF8.GetString(utf8),
        Digest = SHA256.HashData(utf8),
        AddedAt = now,
        AddedBy = by,
    };
}

internal sealed class StoredOperatorPackMapping : IEntityTypeConfiguration<StoredOperatorPack>
{
    public void Configure(EntityTypeBuilder<StoredOperatorPack> builder)
    {
        builder.ToTable("operator_packs", "standards");
        builder.HasKey(x => new { x.OperatorId, x.Version });
        builder.HasIndex(x => x.Digest).HasDatabaseName("ix_operator_packs_digest");
    }
}
