using CeCommerce.Listings.Oversight;
using CeCommerce.Listings.Shelf;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Listings;

internal sealed class ListingMapping : IEntityTypeConfiguration<Listing>, IEntityTypeConfiguration<PriceChange>, IEntityTypeConfiguration<StoredAssessment>,
    IEntityTypeConfiguration<OfferVersion>, IEntityTypeConfiguration<ShelfPass>, IEntityTypeConfiguration<LeaseDisclosureRecord>, IEntityTypeConfiguration<ComplianceCount>, IEntityTypeConfiguration<VerdictMove>
{
    private const string Schema = "listings";

    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        builder.ToTable("listings", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Item).WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Price, Money);
        builder.Property(x => x.ItemThen).HasJson();
        builder.Property(x => x.Sharing).HasJson();
        builder.Property(x => x.LeaseDisclosure).HasJson();
        builder.Property(x => x.Disclosed).HasJson();
        builder.Property(x => x.Terms).HasJson();
        builder.Property(x => x.Facts).HasJson();
        builder.Property(x => x.Photos).HasJson();
        builder.Ignore(x => x.Compliance);
        builder.Property(x => x.StoredCompliance).HasColumnName("compliance").HasLazyJson();
        builder.Property(x => x.PausedBy);
        builder.Property(x => x.Suspension).HasJson();
        builder.Property(x => x.RecordedAt).HasDefaultValueSql("now()");
        builder.HasMany(x => x.Replaced).WithOne().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.SourceId }).IsUnique().HasDatabaseName("ux_listings_source");
        builder.HasIndex(x => new { x.OperatorId, x.UpdatedAt, x.Id }).HasDatabaseName("ix_listings_operator");
        builder.HasIndex(x => new { x.UpdatedAt, x.Id }).HasDatabaseName("ix_listings_updated");
        builder.HasIndex(x => x.ItemId).HasDatabaseName("ix_listings_item");
        builder.HasIndex(x => new { x.OperatorId, x.GraceUntil }).HasFilter("grace_until IS NOT NULL").HasDatabaseName("ix_listings_grace");
        builder.HasIndex(x => x.Id).HasFilter("state = 'Published'").HasDatabaseName("ix_listings_published");
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasFilter("state = 'Published'").HasDatabaseName("ix_listings_operator_shelf");
    }

    public void Configure(EntityTypeBuilder<PriceChange> builder)
    {
        builder.ToTable("prices", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<Listing>().WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Cascade);
        builder.ComplexProperty(x => x.Price, price =>
        {
            price.Property(x => x.Amount).HasColumnName("amount");
            price.Property(x => x.Currency).HasColumnName("currency");
        });
        builder.Property(x => x.Sharing).HasJson();
        builder.HasIndex(x => new { x.ListingId, x.Id }).HasDatabaseName("ix_prices_listing");
    }

    public void Configure(EntityTypeBuilder<OfferVersion> builder)
    {
        builder.ToTable("offer_versions", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Content).HasJson();
        builder.HasIndex(x => new { x.ListingId, x.RecordedUntil, x.Id }).HasDatabaseName("ix_offer_versions_listing");
    }

    public void Configure(EntityTypeBuilder<ShelfPass> builder)
    {
        builder.ToTable("shelf_passes", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<StoredAssessment> builder)
    {
        builder.ToTable("assessments", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<Listing>().WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(x => x.Inputs).HasJson();
        builder.Property(x => x.Recalls).HasJson();
        builder.Ignore(x => x.Result);
        builder.Property(x => x.StoredResult).HasColumnName("result").HasLazyJson().IsRequired();
        builder.HasIndex(x => new { x.ListingId, x.Id }).HasDatabaseName("ix_assessments_listing");
    }

    public void Configure(EntityTypeBuilder<LeaseDisclosureRecord> builder)
    {
        builder.ToTable("lease_disclosures", Schema);
        builder.HasKey(x => new { x.ListingId, x.Version });
        builder.HasOne<Listing>().WithMany().HasForeignKey(x => x.ListingId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Content).HasJson();
    }

    public void Configure(EntityTypeBuilder<ComplianceCount> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<VerdictMove> builder) => builder.IsReadBySql();

    private static void Money(ComplexPropertyBuilder<Money> price)
    {
        price.Property(x => x.Amount).HasColumnName("price_amount");
        price.Property(x => x.Currency).HasColumnName("price_currency");
    }
}
