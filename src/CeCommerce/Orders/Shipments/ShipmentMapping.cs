using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Shipments;

internal sealed class ShipmentMapping : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.ToTable("shipments", "orders");
        builder.HasKey(x => new { x.OrderId, x.Number });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Events).HasJson();
        builder.HasIndex(x => x.TrackingKey).HasFilter("tracking_key IS NOT NULL").HasDatabaseName("ix_shipments_tracking");
    }
}
