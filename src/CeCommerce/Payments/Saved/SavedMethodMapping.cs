using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Saved;

internal sealed class SavedMethodMapping : IEntityTypeConfiguration<Payer>, IEntityTypeConfiguration<SavedMethod>
{
    public void Configure(EntityTypeBuilder<Payer> builder)
    {
        builder.ToTable("payers", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.ClientId, x.ConsumerId, x.Gateway }).IsUnique().HasFilter("consumer_id IS NOT NULL").HasDatabaseName("ux_payers_consumer");
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasFilter("processor_id IS NOT NULL").HasDatabaseName("ux_payers_processor");
        builder.HasIndex(x => x.AskAt).HasFilter("forgotten_at IS NOT NULL AND gone_at IS NULL").HasDatabaseName("ix_payers_ask");
    }

    public void Configure(EntityTypeBuilder<SavedMethod> builder)
    {
        builder.ToTable("saved_methods", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Payer).WithMany().HasForeignKey(x => x.PayerId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Agreement).HasJson();
        builder.Property(x => x.Card).HasJson();
        builder.Property(x => x.Action).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.PayerId, x.Id }).HasDatabaseName("ix_saved_methods_payer");
        builder.HasIndex(x => x.SetupId).HasFilter("setup_id IS NOT NULL").HasDatabaseName("ix_saved_methods_setup");
        builder.HasIndex(x => x.ProcessorId).HasFilter("processor_id IS NOT NULL").HasDatabaseName("ix_saved_methods_processor");
        builder.HasIndex(x => x.MandateId).HasFilter("mandate_id IS NOT NULL").HasDatabaseName("ix_saved_methods_mandate");
        builder.HasIndex(x => x.AskAt).HasFilter("unsettled").HasDatabaseName("ix_saved_methods_ask");
        builder.HasIndex(x => x.ReadAt).HasFilter("state = 'Usable' AND NOT unsettled").HasDatabaseName("ix_saved_methods_read");
    }
}
