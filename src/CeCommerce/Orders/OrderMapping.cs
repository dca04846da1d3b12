using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders;

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<OrderDelivery>
{
    private const string Schema = "orders";

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Purchase).WithMany().HasForeignKey(x => x.PurchaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(x => x.Lines).WithOne().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.Lines).HasField("_lines").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.ShippingFee, money => Named(money, "shipping_fee"));
        builder.ComplexProperty(x => x.Total, money => Named(money, "total"));
        builder.ComplexProperty(x => x.TaxIncluded, money => Named(money, "tax_included"));
        builder.Property(x => x.Version).IsRowVersion();
        Index(builder);
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines", Schema);
        builder.HasKey(x => new { x.OrderId, x.Number });
        builder.HasOne<Hold>().WithMany().HasForeignKey(x => x.HoldId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Listing>().WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Item>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Price, money => Named(money, "price"));
        builder.ComplexProperty(x => x.TaxIncluded, money => Named(money, "tax_included"));
        builder.Property(x => x.Snapshot).HasJson();
        builder.HasIndex(x => x.HoldId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName("ux_order_lines_hold");
        builder.HasIndex(x => new { x.HoldId, x.OrderId }).HasDatabaseName("ix_order_lines_hold");
        builder.HasIndex(x => x.ListingId).HasDatabaseName("ix_order_lines_listing");
        builder.HasIndex(x => x.ItemId).HasDatabaseName("ix_order_lines_item");
    }

    public void Configure(EntityTypeBuilder<OrderDelivery> builder)
    {
        builder.ToTable("deliveries", Schema);
        builder.HasKey(x => x.OrderId);
        builder.HasOne<Order>().WithOne().HasForeignKey<OrderDelivery>(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Price, money => Named(money, "price"));
        builder.HasIndex(x => x.RecipientId).HasFilter("recipient_id IS NOT NULL").HasDatabaseName("ix_deliveries_recipient");
    }

    private static void Index(EntityTypeBuilder<Order> builder)
    {
        builder.HasIndex(x => x.PurchaseId).HasDatabaseName("ix_orders_purchase");
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.Id }).HasDatabaseName("ix_orders_buyer");
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId }).HasFilter("state IN ('PaymentPending', 'AwaitingPayment')").HasDatabaseName("ix_orders_unpaid");
        builder.HasIndex(x => new { x.ClientId, x.PaidAt }).HasFilter("paid_at IS NOT NULL").HasDatabaseName("ix_orders_app_paid");
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_orders_operator");
        builder.HasIndex(x => new { x.OperatorId, x.State, x.Id }).HasDatabaseName("ix_orders_operator_state");
        builder.HasIndex(x => x.PaymentDueAt).HasFilter("state IN ('PaymentPending', 'AwaitingPayment')").HasDatabaseName("ix_orders_payment_due");
        builder.HasIndex(x => x.HandedOverAt).HasFilter("handed_over_at IS NOT NULL").HasDatabaseName("ix_orders_handed_over");
        builder.HasIndex(x => x.CompletesAt).HasFilter("state IN ('HandedOver', 'Delivered')").HasDatabaseName("ix_orders_completes");
        builder.HasIndex(x => x.LinesDueAt).HasFilter("lines_due_at IS NOT NULL").HasDatabaseName("ix_orders_lines_due");
        builder.HasIndex(x => x.DeliveredAtLatest).HasFilter("state = 'HandedOver'").HasDatabaseName("ix_orders_delivered_at_latest");
        builder.HasIndex(x => x.PlacedAt).HasFilter("cancel_reason <> 'payment deadline' AND cancel_reason <> 'not shipped in time'").HasDatabaseName("ix_orders_clear");
        builder.HasIndex(x => x.ShipBy).HasFilter("state = 'Paid'").HasDatabaseName("ix_orders_ship_by");
    }

    private static void Named(ComplexPropertyBuilder<Money> money, string name)
    {
        money.Property(x => x.Amount).HasColumnName(name + "_amount");
        money.Property(x => x.Currency).HasColumnName(name + "_currency");
    }
}
