using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Passports.Identity;

/// <summary>
/// The name of a unit in its Digital Link. Given once, and kept whatever else is stated of the unit later: it may stand on a label.
/// </summary>
public sealed class PassportIdentifier
{
    private PassportIdentifier()
    {
    }

    public PassportId PassportId { get; private init; }

    /// <summary>Application identifier of the key: 01 with a GTIN, 8004 with an asset number.</summary>
    public string Key { get; private init; } = "";

    public string Value { get; private init; } = "";

    /// <summary>The serial (21) of a GTIN; empty for an asset. Random, never the maker's: that one opens doors to fraud.</summary>
    public string Serial { get; private init; } = "";

    internal AiValue[] Elements => Serial.Length > 0 ? [new(Key, Value), new("21", Serial)] : [new(Key, Value)];
}

internal sealed class PassportIdentifierMapping : IEntityTypeConfiguration<PassportIdentifier>
{
    public void Configure(EntityTypeBuilder<PassportIdentifier> builder)
    {
        builder.ToTable("identifiers", "passports");
        builder.HasKey(x => x.PassportId);
        builder.Property(x => x.PassportId).ValueGeneratedNever();
        builder.HasOne<Passport>().WithOne().HasForeignKey<PassportIdentifier>(x => x.PassportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.Key, x.Value, x.Serial }).IsUnique().HasDatabaseName("ux_identifiers_name");
    }
}
