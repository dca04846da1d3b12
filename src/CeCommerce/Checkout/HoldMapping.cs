using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Checkout;

/// <summary>
/// Stands in the schema of Orders, where it was made: moving it would take it from the servers that still
/// run while a new version is rolled out.
/// </summary>
internal sealed class HoldMapping : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("holds", "orders");
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Listing).WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_holds_listings_listing_id");
        builder.Ignore(x => x.Buyer);
        builder.Ignore(x => x.Shown);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.ExpiresAt }).HasDatabaseName("ix_holds_buyer");
        builder.HasIndex(x => new { x.ClientId, x.ExpiresAt }).HasFilter("released_at IS NULL AND used_at IS NULL").HasDatabaseName("ix_holds_app");
        builder.HasIndex(x => x.ListingId).HasDatabaseName("ix_holds_listing");
    }
}
