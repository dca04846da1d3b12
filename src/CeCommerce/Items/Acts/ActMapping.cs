using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Items.Acts;

internal sealed class ActMapping : IEntityTypeConfiguration<Act>
{
    public void Configure(EntityTypeBuilder<Act> builder)
    {
        builder.ToTable("acts", "items");
        builder.HasKey(x => x.Id);
        builder.HasOne<Item>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_acts_items_item_id");
        builder.Property(x => x.Details).HasJson();
        builder.Property(x => x.Found).HasJson();
        builder.HasIndex(x => new { x.ItemId, x.Number }).IsUnique().HasDatabaseName("ux_acts_number");
    }
}
