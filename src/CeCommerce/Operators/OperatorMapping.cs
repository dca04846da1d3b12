using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Operators;

internal sealed class OperatorMapping : IEntityTypeConfiguration<Operator>
{
    public void Configure(EntityTypeBuilder<Operator> builder)
    {
        builder.ToTable("operators", "operators");
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => x.Code).IsUnique().HasDatabaseName("ux_operators_code");
        builder.Property(x => x.Profile).HasJson();
        builder.Property(x => x.Licences).HasJson();
        builder.Property(x => x.NotifiedUrls).HasJson();
        builder.Property(x => x.OwnRules).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
    }
}
