using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Invoices.Fees;

internal sealed class FeeInvoiceMapping : IEntityTypeConfiguration<FeeInvoice>
{
    public void Configure(EntityTypeBuilder<FeeInvoice> builder)
    {
        builder.ToTable("fee_invoices", "invoices");
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.Said);
        builder.Ignore(x => x.IsQualified);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Total, money =>
        {
            money.Property(x => x.Amount).HasColumnName("total_amount");
            money.Property(x => x.Currency).HasColumnName("total_currency");
        });
        builder.HasIndex(x => new { x.IssuerId, x.Year, x.Sequence }).IsUnique().HasDatabaseName("ux_fee_invoices_number");
        builder.HasIndex(x => new { x.OperatorId, x.Month }).IsUnique().HasDatabaseName("ux_fee_invoices_month");
        builder.HasIndex(x => new { x.Month, x.Id }).HasDatabaseName("ix_fee_invoices_newest");
    }
}
