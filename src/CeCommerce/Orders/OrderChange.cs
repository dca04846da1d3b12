using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;

namespace CeCommerce.Orders;

/// <summary>An order moved, or one of its units, as the log of events tells it.</summary>
/// <param name="OrderId">`ord_…`.</param>
/// <param name="State">Where the order stood after the move.</param>
/// <param name="At">When it moved.</param>
internal sealed record OrderChange(OrderId OrderId, OrderState State, DateTimeOffset At)
{
    public static OrderChange Of(LoggedEvent line) => new(OrderId.From(line.SubjectId), line.Member<OrderState>("state"), line.At);
}

internal sealed class OrderChangeGraphType : ObjectGraphType<OrderChange>
{
    public OrderChangeGraphType()
    {
        Name = "OrderChange";
        Description = "An order moved, or one of its units.";
        Field(x => x.OrderId).Description("Which order, `ord_…`.");
        Field<OrderGraphType>("order").Description("That order as it stands now; null for an app that names no consumer.")
            .Resolve(field => field.RequestServices!.GetRequiredService<OrdersById>().Load(field.Source.OrderId, CommerceUserContext.Of(field).Caller));
        Field(x => x.State).Description("Where the order stood after the move.");
        Field(x => x.At).Description("When it moved.");
    }
}
