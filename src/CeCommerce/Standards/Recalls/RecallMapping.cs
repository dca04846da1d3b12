using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Standards.Recalls;

internal sealed class RecallMapping : IEntityTypeConfiguration<Recall>, IEntityTypeConfiguration<RecalledModel>
{
    public void Configure(EntityTypeBuilder<Recall> builder)
    {
        builder.ToTable("recalls", "standards");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Goods).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasMany(x => x.Models).WithOne().HasForeignKey(x => x.RecallId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.Source, x.Number }).IsUnique().HasDatabaseName("ux_recalls_number");
        builder.HasIndex(x => new { x.AnnouncedOn, x.Id }).HasDatabaseName("ix_recalls_announced");
    }

    public void Configure(EntityTypeBuilder<RecalledModel> builder)
    {
        builder.ToTable("recalled_models", "standards");
        builder.HasKey(x => new { x.RecallId, x.BrandKey, x.ModelKey, x.IsPrefix });
        builder.HasIndex(x => new { x.BrandKey, x.ModelKey }).HasDatabaseName("ix_recalled_models_name");
    }
}
