using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Checkout;

internal sealed class PurchaseMapping : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.ToTable("purchases", "checkout");
        builder.HasKey(x => x.Id);
        builder.ComplexProperty(x => x.Total, money =>
        {
            money.Property(x => x.Amount).HasColumnName("total_amount");
            money.Property(x => x.Currency).HasColumnName("total_currency");
        });
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.Id }).HasDatabaseName("ix_purchases_buyer");
    }
}
