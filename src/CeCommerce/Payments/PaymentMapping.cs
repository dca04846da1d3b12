using CeCommerce.Payments.Steps;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments;

internal sealed class PaymentMapping :
    IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<PaymentStep>, IEntityTypeConfiguration<PayableOfPayment>, IEntityTypeConfiguration<EscrowOfPayment>, IEntityTypeConfiguration<InboundWebhook>, IEntityTypeConfiguration<BookedEntry>,
    IEntityTypeConfiguration<OwedMoney>
{
    internal const string Schema = "payments";

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments", Schema);
        builder.HasKey(x => x.Id);
        builder.ComplexProperty(x => x.Amount, money =>
        {
            money.Property(x => x.Amount).HasColumnName("amount");
            money.Property(x => x.Currency).HasColumnName("currency");
        });
        builder.Property(x => x.Attempts).HasJson();
        builder.Property(x => x.Shares).HasJson();
        builder.Property(x => x.Action).HasJson();
        builder.Property(x => x.Saved).HasJson();
        builder.Property(x => x.PaidOtherwise).HasDefaultValue(false);
        builder.Ignore(x => x.IsKnown);
        builder.HasMany(x => x.Steps).WithOne().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.Steps).AutoInclude();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.PurposeKind, x.PurposeId }).IsUnique().HasDatabaseName("ux_payments_purpose");
        builder.HasIndex(x => new { x.Gateway, x.Reference }).IsUnique().HasDatabaseName("ux_payments_reference");
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasFilter("processor_id IS NOT NULL").HasDatabaseName("ux_payments_processor");
        builder.Property(x => x.Revision).HasDefaultValue(0);
        builder.HasIndex(x => new { x.Wanted, x.AskAt }).IsDescending(true, false).HasFilter("unsettled").HasDatabaseName("ix_payments_unsettled");
    }

    public void Configure(EntityTypeBuilder<PaymentStep> builder)
    {
        builder.ToTable("steps", Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.PaymentId, x.Number }).IsUnique().HasDatabaseName("ux_steps_number");
        builder.HasIndex(x => new { x.PaymentId, x.Kind, x.Cause }).IsUnique().HasDatabaseName("ux_steps_cause");
    }

    public void Configure(EntityTypeBuilder<PayableOfPayment> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<EscrowOfPayment> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<BookedEntry> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<OwedMoney> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<InboundWebhook> builder)
    {
        builder.ToTable("webhook_inbox", Schema);
        builder.HasKey(x => new { x.Gateway, x.EventId });
        builder.HasIndex(x => x.DueAt).HasFilter("processed_at IS NULL").HasDatabaseName("ix_webhook_inbox_due");
        builder.HasIndex(x => x.ReceivedAt).HasDatabaseName("ix_webhook_inbox_received");
    }
}
