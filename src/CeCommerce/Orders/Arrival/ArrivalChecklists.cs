using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Arrival;

/// <summary>The checklists of many orders, with what their buyers have said to them, in one statement.</summary>
internal sealed class ArrivalChecklists(CommerceDatabase database) : BatchLoader<Order, IReadOnlyList<ArrivalCheck>>
{
    protected override async Task<IReadOnlyDictionary<Order, IReadOnlyList<ArrivalCheck>>> LoadAsync(IReadOnlyCollection<Order> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(order => order.Id).ToList();
        var said = await database.Set<ArrivalAnswer>().AsNoTracking().Where(x => ids.Contains(x.OrderId)).ToDictionaryAsync(x => (x.OrderId, x.Line, x.Point), cancellation);
        return keys.ToDictionary(order => order, order => (IReadOnlyList<ArrivalCheck>)
            [.. ArrivalPoints.Of(order).Select(check => check with { ConfirmedAt = said.GetValueOrDefault((order.Id, check.Line, check.Point))?.ConfirmedAt })]);
    }

    /// <summary>What an order asks its buyer.</summary>
    public static void Extend(ObjectGraphType<Order> order) => order.Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<ArrivalCheck>>>>>("arrivalChecklist")
        .Description("What the buyer looks at when the units have come, by their goods; to be answered with completeOrder. Units against which something was said have no points.")
        .Resolve(field => field.RequestServices!.GetRequiredService<ArrivalChecklists>().Require(field.Source));
}
