using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Shipping;

internal sealed class ShippingMethodMapping : IEntityTypeConfiguration<ShippingMethod>
{
    public void Configure(EntityTypeBuilder<ShippingMethod> builder)
    {
        builder.ToTable("methods", "shipping");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Terms).HasJson();
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasFilter("retired_at IS NULL").HasDatabaseName("ix_methods_in_use");
    }
}
