using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Checkout.Carts;

internal sealed class CartMapping : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> builder)
    {
        builder.ToTable("carts", "checkout");
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.Buyer);
        builder.Ignore(x => x.Lines);
        builder.Ignore(x => x.NextNumber);
        builder.Property(x => x.Delivery).HasJson();
        builder.HasMany<CartLine>("_lines").WithOne().HasForeignKey(x => x.CartId).HasConstraintName("fk_cart_lines_carts_cart_id").OnDelete(DeleteBehavior.Cascade);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId }).IsUnique().HasDatabaseName("ux_carts_buyer");
        builder.HasIndex(x => x.UpdatedAt).HasDatabaseName("ix_carts_updated_at");
    }
}

internal sealed class CartLineMapping : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> builder)
    {
        builder.ToTable("cart_lines", "checkout");
        builder.HasKey(x => new { x.CartId, x.ListingId });
        builder.ComplexProperty(x => x.SeenPrice, money =>
        {
            money.Property(x => x.Amount).HasColumnName("seen_price_amount");
            money.Property(x => x.Currency).HasColumnName("seen_price_currency");
        });
        builder.HasOne(x => x.Listing).WithMany().HasForeignKey(x => x.ListingId).HasConstraintName("fk_cart_lines_listings_listing_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(x => x.Hold).WithMany().HasForeignKey(x => x.HoldId).HasConstraintName("fk_cart_lines_holds_hold_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.ListingId).HasDatabaseName("ix_cart_lines_listing");
        builder.HasIndex(x => x.HoldId).HasDatabaseName("ix_cart_lines_hold");
    }
}
