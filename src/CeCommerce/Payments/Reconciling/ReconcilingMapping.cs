using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Reconciling;

internal sealed class ReconcilingMapping :
    IEntityTypeConfiguration<BalanceTransaction>, IEntityTypeConfiguration<Reconciliation>, IEntityTypeConfiguration<ReconciliationException>, IEntityTypeConfiguration<Compared>,
    IEntityTypeConfiguration<CostOfPayment>
{
    public void Configure(EntityTypeBuilder<BalanceTransaction> builder)
    {
        builder.ToTable("balance_transactions", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasDatabaseName("ux_balance_transactions_processor");
        builder.HasIndex(x => x.CreatedAt).HasDatabaseName("ix_balance_transactions_created");
        builder.HasIndex(x => new { x.CauseId, x.CauseKind }).HasDatabaseName("ix_balance_transactions_cause");
    }

    public void Configure(EntityTypeBuilder<Reconciliation> builder)
    {
        builder.ToTable("reconciliations", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.BooksClosing);
        builder.Ignore(x => x.ProcessorClosing);
        builder.Ignore(x => x.IsClean);
        builder.HasIndex(x => new { x.ToDay, x.RanAt }).IsDescending().HasDatabaseName("ix_reconciliations_newest");
        builder.HasIndex(x => x.ToDay).IsUnique().HasFilter("nightly").HasDatabaseName("ux_reconciliations_nightly");
    }

    public void Configure(EntityTypeBuilder<ReconciliationException> builder)
    {
        builder.ToTable("reconciliation_exceptions", PaymentMapping.Schema);
        builder.HasKey(x => new { x.ReconciliationId, x.Number });
        builder.HasOne<Reconciliation>().WithMany().HasForeignKey(x => x.ReconciliationId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(x => x.Books);
        builder.Ignore(x => x.Processor);
        builder.Ignore(x => x.Cause);
        builder.Ignore(x => x.Subject);
        builder.Ignore(x => x.Advice);
    }

    public void Configure(EntityTypeBuilder<Compared> builder) => builder.IsReadBySql();

    public void Configure(EntityTypeBuilder<CostOfPayment> builder) => builder.IsReadBySql();
}
