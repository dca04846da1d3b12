using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Items;

internal sealed class ItemMapping : IEntityTypeConfiguration<Item>, IEntityTypeConfiguration<ItemSerial>, IEntityTypeConfiguration<ItemVersion>, IEntityTypeConfiguration<Blocked>, IEntityTypeConfiguration<TakenItem>, IEntityTypeConfiguration<CalendarRow>,
    IEntityTypeConfiguration<RecallLookUp>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("items", "items");
        builder.HasKey(x => x.Id);
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Model, model =>
        {
            model.Property(x => x.Gtin).HasColumnName("gtin");
            model.Property(x => x.Brand).HasColumnName("brand");
            model.Property(x => x.Name).HasColumnName("name");
            model.Property(x => x.ModelNumber).HasColumnName("model_number");
            model.Property(x => x.Category).HasColumnName("category");
        });
        builder.ComplexProperty(x => x.Condition, condition =>
        {
            condition.Property(x => x.Functional).HasColumnName("functional_grade");
            condition.Property(x => x.Cosmetic).HasColumnName("cosmetic_grade");
            condition.Property(x => x.Scheme).HasColumnName("grade_scheme");
        });
        builder.Property(x => x.Facts).HasJson();
        builder.Property(x => x.Found).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasMany(x => x.Serials).WithOne().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(x => x.RecordedAt).HasDefaultValueSql("now()");
        builder.HasMany(x => x.Replaced).WithOne().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OperatorId, x.SourceId }).IsUnique().HasDatabaseName("ux_items_source");
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_items_operator");
    }

    public void Configure(EntityTypeBuilder<ItemSerial> builder)
    {
        builder.ToTable("serials", "items");
        builder.HasKey(x => new { x.Namespace, x.Value }).HasName("pk_serials");
        builder.Ignore(x => x.Number);
        builder.HasIndex(x => x.ItemId).HasDatabaseName("ix_serials_item");
    }

    public void Configure(EntityTypeBuilder<ItemVersion> builder)
    {
        builder.ToTable("versions", "items");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Content).HasJson();
        builder.HasIndex(x => new { x.ItemId, x.RecordedUntil, x.Id }).HasDatabaseName("ix_item_versions_item");
    }

    public void Configure(EntityTypeBuilder<Blocked> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<TakenItem> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<CalendarRow> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<RecallLookUp> builder) => builder.IsReadBySql();
}
