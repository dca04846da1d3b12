using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Settling;

internal sealed class SettlingMapping :
    IEntityTypeConfiguration<SettlementTerms>, IEntityTypeConfiguration<Payout>, IEntityTypeConfiguration<PayoutLine>, IEntityTypeConfiguration<PayoutReversal>,
    IEntityTypeConfiguration<StandingRow>, IEntityTypeConfiguration<ReversiblePayout>, IEntityTypeConfiguration<SheetLine>, IEntityTypeConfiguration<DueSettlement>, IEntityTypeConfiguration<OperatorBalance>,
    IEntityTypeConfiguration<PayoutSum>
{
    public void Configure(EntityTypeBuilder<SettlementTerms> builder)
    {
        builder.ToTable("settlement_terms", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OperatorId, x.From }).IsDescending(false, true).HasDatabaseName("ix_settlement_terms_operator");
    }

    public void Configure(EntityTypeBuilder<Payout> builder)
    {
        builder.ToTable("payouts", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Amount, money =>
        {
            money.Property(x => x.Amount).HasColumnName("amount");
            money.Property(x => x.Currency).HasColumnName("currency");
        });
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.OperatorId, x.Id }).HasDatabaseName("ix_payouts_operator");
        builder.HasIndex(x => x.AskAt).HasFilter("unsettled").HasDatabaseName("ix_payouts_due");
        builder.Property(x => x.Turns).HasDefaultValue(1);
        builder.HasIndex(x => x.RetryAt).HasFilter("state = 'Failed'").HasDatabaseName("ix_payouts_failed");
        builder.HasIndex(x => x.ArrivedAt).HasFilter("state = 'Arrived'").HasDatabaseName("ix_payouts_arrived");
    }

    public void Configure(EntityTypeBuilder<PayoutLine> builder)
    {
        builder.ToTable("payout_lines", PaymentMapping.Schema);
        builder.HasKey(x => new { x.PayoutId, x.Number });
        builder.HasOne<Payout>().WithMany().HasForeignKey(x => x.PayoutId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.MovementId, x.OperatorId }).IsUnique().HasDatabaseName("ux_payout_lines_movement");
    }

    public void Configure(EntityTypeBuilder<PayoutReversal> builder)
    {
        builder.ToTable("payout_reversals", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Payout).WithMany().HasForeignKey(x => x.PayoutId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.PayoutId, x.Cause }).IsUnique().HasDatabaseName("ux_payout_reversals_cause");
        builder.HasIndex(x => x.AskAt).HasFilter("state = 'Wanted'").HasDatabaseName("ix_payout_reversals_due");
    }

    public void Configure(EntityTypeBuilder<StandingRow> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<ReversiblePayout> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<SheetLine> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<DueSettlement> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<OperatorBalance> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<PayoutSum> builder) => builder.IsReadBySql();
}
