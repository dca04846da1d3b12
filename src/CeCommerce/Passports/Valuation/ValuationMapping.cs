using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Passports.Valuation;

internal sealed class ValuationMapping : IEntityTypeConfiguration<PricePoint>, IEntityTypeConfiguration<StoredFit>
{
    public void Configure(EntityTypeBuilder<PricePoint> builder)
    {
        builder.ToTable("price_points", PassportMapping.Schema);
        builder.HasKey(x => x.Source);
        builder.Property(x => x.Traits).HasJson();
        builder.Ignore(x => x.Priced);
        builder.HasIndex(x => new { x.Category, x.At }).HasDatabaseName("ix_price_points_category");
        builder.HasIndex(x => new { x.ModelKey, x.At }).HasFilter("model_key IS NOT NULL").HasDatabaseName("ix_price_points_model");
        builder.HasIndex(x => new { x.ItemId, x.At }).HasDatabaseName("ix_price_points_item");
        builder.HasIndex(x => x.At).HasDatabaseName("ix_price_points_at");
    }

    public void Configure(EntityTypeBuilder<StoredFit> builder)
    {
        builder.ToTable("fits", PassportMapping.Schema);
        builder.HasKey(x => new { x.Category, x.Version });
        builder.Property(x => x.Content).HasJson();
    }
}
