using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>Hears where an order stands now; implemented by rooms that Orders does not know, and by what Orders itself does beside. Part of the transaction of the move, which saves: what it adds stands or falls with it.</summary>
internal interface IFollowOrder
{
    Task MovedAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken);
}
