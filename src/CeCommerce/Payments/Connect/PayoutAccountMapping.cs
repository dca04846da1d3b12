using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Payments.Connect;

internal sealed class PayoutAccountMapping : IEntityTypeConfiguration<PayoutAccount>
{
    public void Configure(EntityTypeBuilder<PayoutAccount> builder)
    {
        builder.ToTable("payout_accounts", PaymentMapping.Schema);
        builder.HasKey(x => x.Id);
        builder.Ignore(x => x.IsSettled);
        builder.Property(x => x.Capabilities).HasJson();
        builder.Property(x => x.Requirements).HasJson();
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasOne<Operator>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OperatorId, x.Gateway }).IsUnique().HasFilter("closed_at IS NULL").HasDatabaseName("ux_payout_accounts_operator");
        builder.HasIndex(x => new { x.Gateway, x.ProcessorId }).IsUnique().HasFilter("processor_id IS NOT NULL").HasDatabaseName("ux_payout_accounts_processor");
        builder.HasIndex(x => new { x.Gateway, x.AskAt }).HasFilter("closed_at IS NULL").HasDatabaseName("ix_payout_accounts_ask");
    }
}
