using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Standards.Editions;

/// <summary>A pack in one version, as its file was; never altered or removed, since verdicts and editions name it.</summary>
internal sealed class StoredPack
{
    public required string Code { get; init; }

    public required string Version { get; init; }

    /// <summary>The text of the file.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the text in UTF-8.</summary>
    public required byte[] Digest { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Name of the caller.</summary>
    public required string AddedBy { get; init; }

    public static StoredPack Of(string code, string version, byte[] utf8, string by, DateTimeOffset now) => new()
    {
        Code = code,
        Version = version,
        Content = Encoding.UTF8.GetString(utf8),
        Digest = SHA256.HashData(utf8),
        AddedAt = now,
        AddedBy = by,
    };
}

internal sealed class StoredPackMapping : IEntityTypeConfiguration<StoredPack>
{
    public void Configure(EntityTypeBuilder<StoredPack> builder)
    {
        builder.ToTable("packs", "standards");
        builder.HasKey(x => new { x.Code, x.Version });
    }
}
