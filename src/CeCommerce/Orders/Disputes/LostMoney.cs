using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Disputes;

/// <summary>What a lost dispute took of a unit of an order, or of what it costs beside its units; kept, so that an appeal undoes just that.</summary>
public sealed class LostMoney
{
    public OrderId OrderId { get; init; }

    /// <summary>Number of the unit; 0 for what the order costs beside its units.</summary>
    public int Line { get; init; }

    /// <summary>The operator's share of the dispute.</summary>
    public Guid Cause { get; init; }

    /// <summary>Minor units.</summary>
    public long Amount { get; init; }
}

internal sealed class LostMoneyMapping : IEntityTypeConfiguration<LostMoney>
{
    public void Configure(EntityTypeBuilder<LostMoney> builder)
    {
        builder.ToTable("lost_money", "orders");
        builder.HasKey(x => new { x.Cause, x.OrderId, x.Line });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => x.OrderId).HasDatabaseName("ix_lost_money_order");
    }
}
