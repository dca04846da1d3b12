using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Messages;

internal sealed class MessageMapping : IEntityTypeConfiguration<OrderMessage>, IEntityTypeConfiguration<MessageMark>
{
    private const string Schema = "orders";

    public void Configure(EntityTypeBuilder<OrderMessage> builder)
    {
        builder.ToTable("messages", Schema);
        builder.HasKey(x => new { x.OrderId, x.Number });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(x => x.Said);
        builder.Property(x => x.Photos).HasJson();
    }

    public void Configure(EntityTypeBuilder<MessageMark> builder)
    {
        builder.ToTable("message_marks", Schema);
        builder.HasKey(x => new { x.OrderId, x.Side });
        builder.HasOne<Order>().WithMany().HasForeignKey(x => x.OrderId).OnDelete(DeleteBehavior.Restrict);
    }
}
