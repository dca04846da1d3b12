using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

internal sealed class OrderQueries
{
    private static readonly Keyset<Order> Newest = Keyset.For<Order>("order.newest").Descending(x => x.Id);

    /// <summary>An order of the caller: their own, or of their operator's items.</summary>
    /// <param name="id">The order's identifier.</param>
    [Allow(Scope = BuyingScopes.Read)]
    public static Task<Order?> OrderAsync(OrderId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Order>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(order => order.Id == id, cancellationToken);

    /// <summary>The caller's orders, newest first.</summary>
    /// <param name="state">Only those that stand there.</param>
    [Allow(Scope = BuyingScopes.Read)]
    public static Task<Page<Order>> OrdersAsync(
        PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken, OrderState? state = null) =>
        Newest.PageAsync(
            Standing(database.Set<Order>().AsNoTracking().VisibleTo(caller), state),
            page,
            state?.ToString() ?? "",
            cancellationToken);

    /// <summary>Means of payment that placeOrder takes.</summary>
    [Public]
    public static IReadOnlyList<string> PaymentMethods([FromServices] PaymentIntents payments) => [.. payments.Methods.Select(means => means.Name)];

    // Without the comparison when there is no state, so that each of the two finds its index.
    private static IQueryable<Order> Standing(IQueryable<Order> orders, OrderState? state) =>
        state is { } there ? orders.Where(order => order.State == there) : orders;

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<OrderId, Order>> NodesAsync(
        IReadOnlyCollection<OrderId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Order>().AsNoTracking()
            .VisibleTo(context.Caller)
            .Where(order => ids.Contains(order.Id))
            .ToDictionaryAsync(order => order.Id, cancellationToken);
}
