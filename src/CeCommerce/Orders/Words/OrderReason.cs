using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Words;

/// <summary>Why a person cancelled or refunded an order.</summary>
public sealed class OrderReason
{
    private OrderReason()
    {
    }

    public OrderId OrderId { get; private init; }

    /// <summary>Null where the buyer was erased while it still stood in clear.</summary>
    public Guid? TextId { get; private init; }

    public DateTimeOffset? ErasedAt { get; private init; }

    internal static OrderReason Of(OrderId order, Guid text) => new() { OrderId = order, TextId = text };

    internal static OrderReason Erased(OrderId order, DateTimeOffset at) => new() { OrderId = order, ErasedAt = at };
}

internal sealed class OrderReasonMapping : IEntityTypeConfiguration<OrderReason>
{
    public void Configure(EntityTypeBuilder<OrderReason> builder)
    {
        builder.ToTable("reasons", "orders");
        builder.HasKey(x => x.OrderId);
        builder.HasOne<Order>().WithOne().HasForeignKey<OrderReason>(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
