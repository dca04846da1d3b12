using CeCommerce.Checkout;

namespace CeCommerce.Orders;

/// <summary>What Checkout hears of orders: which still keep an item without money, and which did so in vain.</summary>
internal static class UnpaidOrders
{
    public static readonly BoughtItemSource Source = new()
    {
        // Past its deadline an order is as good as cancelled.
        Unpaid = (database, now) => database.Set<Order>()
            .Where(x => (x.State == OrderState.PaymentPending || x.State == OrderState.AwaitingPayment) && x.PaymentDueAt > now)
            .SelectMany(x => x.Lines, (x, line) => new BoughtItem { ClientId = x.ClientId, ConsumerId = x.ConsumerId, ItemId = line.ItemId, At = x.PlacedAt }),
        EndedUnpaid = (database, since) => database.Set<Order>()
            .Where(x => x.PaidAt == null && (x.State == OrderState.Cancelled || x.State == OrderState.PaymentFailed) && x.UpdatedAt > since)
            .SelectMany(x => x.Lines, (x, line) => new BoughtItem { ClientId = x.ClientId, ConsumerId = x.ConsumerId, ItemId = line.ItemId, At = x.UpdatedAt }),
        Paid = (database, since) => database.Set<Order>()
            .Where(x => x.PaidAt > since)
            .SelectMany(x => x.Lines, (x, line) => new BoughtItem { ClientId = x.ClientId, ConsumerId = x.ConsumerId, ItemId = line.ItemId, At = x.PaidAt!.Value }),
    };
}
