using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Disputes;

internal sealed class DisputeMapping : IEntityTypeConfiguration<Dispute>, IEntityTypeConfiguration<DisputeShare>, IEntityTypeConfiguration<DisputeAnswer>, IEntityTypeConfiguration<DisputeFee>
{
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable("disputes", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Amount, money =>
        {
            money.Property(x => x.Amount).HasColumnName("amount");
            money.Property(x => x.Currency).HasColumnName("currency");
        });
        builder.HasMany(x => x.Shares).WithOne().HasForeignKey(x => x.DisputeId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.Shares).AutoInclude();
        builder.HasMany(x => x.Answers).WithOne().HasForeignKey(x => x.DisputeId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.Answers).AutoInclude();
        builder.HasMany(x => x.FurtherFees).WithOne().HasForeignKey(x => x.DisputeId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.FurtherFees).AutoInclude();
        builder.Ignore(x => x.Cost);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasDatabaseName("ux_disputes_processor");
        builder.HasIndex(x => x.PaymentId).HasDatabaseName("ix_disputes_payment");
        builder.HasIndex(x => x.AskAt).HasFilter("unsettled").HasDatabaseName("ix_disputes_due");
    }

    public void Configure(EntityTypeBuilder<DisputeShare> builder)
    {
        builder.ToTable("dispute_shares", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.DisputeId, x.Number }).IsUnique().HasDatabaseName("ux_dispute_shares_number");
        builder.HasIndex(x => x.OperatorId).HasDatabaseName("ix_dispute_shares_operator");
    }

    public void Configure(EntityTypeBuilder<DisputeAnswer> builder)
    {
        builder.ToTable("dispute_answers", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.DisputeId, x.Kind }).IsUnique().HasFilter("state = 'Accepted'").HasDatabaseName("ux_dispute_answers_kind");
        builder.HasIndex(x => x.DisputeId).IsUnique().HasFilter("state = 'Asked'").HasDatabaseName("ux_dispute_answers_asked");
        builder.HasIndex(x => new { x.DisputeId, x.Id }).HasDatabaseName("ix_dispute_answers_dispute");
        builder.HasIndex(x => x.AskAt).HasFilter("state = 'Asked'").HasDatabaseName("ix_dispute_answers_due");
    }

    public void Configure(EntityTypeBuilder<DisputeFee> builder)
    {
        builder.ToTable("dispute_fees", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => x.DisputeId).HasDatabaseName("ix_dispute_fees_dispute");
    }
}
