using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Fees;

internal sealed class FeeMapping : IEntityTypeConfiguration<FeeRule>, IEntityTypeConfiguration<LineFee>, IEntityTypeConfiguration<FeeReturn>
{
    private const string Schema = "orders";

    public void Configure(EntityTypeBuilder<FeeRule> builder)
    {
        builder.ToTable("fee_rules", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne(x => x.Operator).WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(x => x.Fixed, money =>
        {
            money.Property(x => x.Amount).HasColumnName("fixed_amount");
            money.Property(x => x.Currency).HasColumnName("fixed_currency");
        });
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => x.OperatorId).HasDatabaseName("ix_fee_rules_operator");
    }

    public void Configure(EntityTypeBuilder<LineFee> builder)
    {
        builder.ToTable("line_fees", Schema);
        builder.HasKey(x => new { x.OrderId, x.Line });
        builder.HasOne<OrderLine>().WithOne().HasForeignKey<LineFee>(x => new { x.OrderId, x.Line }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FeeRule>().WithMany().HasForeignKey(x => x.RuleId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.Version).IsRowVersion();
        builder.HasIndex(x => x.RuleId).HasDatabaseName("ix_line_fees_rule");
        builder.HasIndex(x => x.ChargedAt).HasFilter("charged_at IS NOT NULL").HasDatabaseName("ix_line_fees_charged");
    }

    public void Configure(EntityTypeBuilder<FeeReturn> builder)
    {
        builder.ToTable("fee_returns", Schema);
        builder.HasKey(x => x.Id);
        builder.HasOne<LineFee>().WithMany().HasForeignKey(x => new { x.OrderId, x.Line }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.OrderId, x.Line, x.Cause }).IsUnique().HasDatabaseName("ux_fee_returns_cause");
        builder.HasIndex(x => x.At).HasDatabaseName("ix_fee_returns_at");
    }
}
