using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Shipments;

internal sealed class ShipmentMapping : IEntityTypeConfiguration<Shipment>, IEntityTypeConfiguration<CarrierEvent>
{
    private const string Schema = "orders";

    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.ToTable("shipments", Schema);
        builder.HasKey(x => new { x.OrderId, x.Number });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Events).HasJson();
        builder.HasIndex(x => x.TrackingKey).HasFilter("tracking_key IS NOT NULL").HasDatabaseName("ix_shipments_tracking");
    }

    public void Configure(EntityTypeBuilder<CarrierEvent> builder)
    {
        builder.ToTable("carrier_events", Schema);
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => x.TrackingKey).HasDatabaseName("ix_carrier_events_tracking");
        builder.HasIndex(x => x.ReceivedAt).HasDatabaseName("ix_carrier_events_received");
    }
}
