using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Orders.Arrival;

/// <summary>That the buyer found a point of a unit to be well when they completed the order.</summary>
public sealed class ArrivalAnswer
{
    private ArrivalAnswer()
    {
    }

    public OrderId OrderId { get; private init; }

    public int Line { get; private init; }

    public ArrivalPoint Point { get; private init; }

    public DateTimeOffset ConfirmedAt { get; private init; }

    internal static ArrivalAnswer Of(OrderId order, ArrivalCheck check, DateTimeOffset now) => new() { OrderId = order, Line = check.Line, Point = check.Point, ConfirmedAt = now };
}

internal sealed class ArrivalAnswerMapping : IEntityTypeConfiguration<ArrivalAnswer>
{
    public void Configure(EntityTypeBuilder<ArrivalAnswer> builder)
    {
        builder.ToTable("arrival_answers", "orders");
        builder.HasKey(x => new { x.OrderId, x.Line, x.Point });
        builder.HasOne<OrderLine>().WithMany().HasForeignKey(x => new { x.OrderId, x.Line }).OnDelete(DeleteBehavior.Restrict);
    }
}
