using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Operators;

internal sealed class OperatorMapping : IEntityTypeConfiguration<Operator>, IEntityTypeConfiguration<OperatorVersion>
{
    public void Configure(EntityTypeBuilder<Operator> builder)
    {
        builder.ToTable("operators", "operators");
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => x.Code).IsUnique().HasDatabaseName("ux_operators_code");
        builder.Property(x => x.Profile).HasJson();
        builder.Property(x => x.Licences).HasJson();
        builder.Property(x => x.NotifiedUrls).HasJson();
        builder.Property(x => x.RecordedAt).HasDefaultValueSql("now()");
        builder.HasMany(x => x.Replaced).WithOne().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.OwnRules).HasJson();
        builder.Property(x => x.Terms).HasColumnName("accepted_terms").HasJson();
        builder.Property(x => x.Payouts).HasColumnName("payouts").HasJson();
        builder.Property(x => x.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<OperatorVersion> builder)
    {
        builder.ToTable("versions", "operators");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Content).HasJson();
        builder.HasIndex(x => new { x.OperatorId, x.RecordedUntil, x.Id }).HasDatabaseName("ix_operator_versions_operator");
    }
}
