using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Standards.Editions;

/// <summary>Names an edition in the event log; people say its version.</summary>
internal readonly record struct RuleEditionId(Guid Value) : ITypedId<RuleEditionId>
{
    public static string Prefix => "edn";

    public static RuleEditionId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A pack in one version.</summary>
/// <param name="Code">Code of the pack, e.g. `pse-psc`.</param>
/// <param name="Version">E.g. `2026.11.4`.</param>
public sealed record RulePackVersion(string Code, string Version);

/// <summary>An edition of the rules as it was activated for all servers. The one with the highest number is in use.</summary>
internal sealed class ActivatedEdition
{
    /// <summary>Counted from 1 without gaps.</summary>
    public required int Number { get; init; }

    public required RuleEditionId Id { get; init; }

    /// <summary>E.g. <c>jp-2026.11.4</c>; what a verdict names.</summary>
    public required string Version { get; init; }

    /// <summary>Versions of packs by the packs' codes.</summary>
    public required IReadOnlyDictionary<string, string> Packs { get; init; }

    public required DateTimeOffset ActivatedAt { get; init; }

    /// <summary>Name of the caller.</summary>
    public required string ActivatedBy { get; init; }

    /// <summary>For how many days a listing that only this edition refuses may stay on the shelf.</summary>
    public required int GraceDays { get; init; }
}

internal sealed class ActivatedEditionMapping : IEntityTypeConfiguration<ActivatedEdition>
{
    public void Configure(EntityTypeBuilder<ActivatedEdition> builder)
    {
        builder.ToTable("editions", "standards");
        builder.HasKey(x => x.Number);
        builder.Property(x => x.Number).ValueGeneratedNever();
        builder.Property(x => x.Packs).HasJson();
        builder.HasIndex(x => x.Version).IsUnique().HasDatabaseName("ux_editions_version");
    }
}
