using CeCommerce.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Invoices;

internal sealed class InvoiceMapping : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoices", "invoices");
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.Said);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(x => x.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Total, money =>
        {
            money.Property(x => x.Amount).HasColumnName("total_amount");
            money.Property(x => x.Currency).HasColumnName("total_currency");
        });
        builder.HasIndex(x => new { x.IssuerId, x.Year, x.Sequence }).IsUnique().HasDatabaseName("ux_invoices_number");
        builder.HasIndex(x => new { x.OrderId, x.Cause }).IsUnique().HasDatabaseName("ux_invoices_cause");
        builder.HasIndex(x => new { x.OperatorId, x.IssuedOn, x.Id }).HasDatabaseName("ix_invoices_operator");
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.Id }).HasDatabaseName("ix_invoices_buyer");
        builder.HasIndex(x => x.CorrectsId).HasFilter("corrects_id IS NOT NULL").HasDatabaseName("ix_invoices_corrects");
    }
}
