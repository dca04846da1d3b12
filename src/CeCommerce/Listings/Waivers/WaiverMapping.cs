using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Listings.Waivers;

internal sealed class WaiverMapping : IEntityTypeConfiguration<Waiver>
{
    public const string OneAtATime = "ex_waivers_one_at_a_time";

    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.ToTable("waivers", "listings");
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(x => x.Listing).WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Evidence).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.Until }).HasDatabaseName("ix_waivers_operator");
        builder.HasIndex(x => x.ListingId).HasDatabaseName("ix_waivers_listing");
    }
}
