using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Loose;

internal sealed class LooseMapping : IEntityTypeConfiguration<LooseMoney>, IEntityTypeConfiguration<LooseReturn>, IEntityTypeConfiguration<CashPayer>
{
    public void Configure(EntityTypeBuilder<LooseMoney> builder)
    {
        builder.ToTable("loose_money", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Amount, money =>
        {
            money.Property(x => x.Amount).HasColumnName("amount");
            money.Property(x => x.Currency).HasColumnName("currency");
        });
        builder.Property(x => x.Shares).HasJson();
        builder.HasMany(x => x.Returns).WithOne().HasForeignKey(x => x.LooseMoneyId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(x => x.Returns).AutoInclude();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => new { x.PaymentId, x.ReceivedAt }).HasDatabaseName("ix_loose_money_payment");
    }

    public void Configure(EntityTypeBuilder<LooseReturn> builder)
    {
        builder.ToTable("loose_returns", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.LooseMoneyId, x.Number }).IsUnique().HasDatabaseName("ux_loose_returns_number");
    }

    public void Configure(EntityTypeBuilder<CashPayer> builder)
    {
        builder.ToTable("cash_payers", PaymentMapping.Schema);
        builder.HasKey(x => x.PaymentId);
        builder.Property(x => x.PaymentId).ValueGeneratedNever();
        builder.HasOne<Payment>().WithMany().HasForeignKey(x => x.PaymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasDatabaseName("ux_cash_payers_processor");
        builder.HasIndex(x => x.AskAt).HasFilter("ask_at IS NOT NULL").HasDatabaseName("ix_cash_payers_due");
    }
}
