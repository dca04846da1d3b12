using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;

namespace CeCommerce.Orders;

/// <summary>Writes each step of an order into history and event log, with the change itself.</summary>
internal static class OrderJournal
{
    public static void Record(this CommerceDatabase database, Order order, Caller by, OrderState? old, DateTimeOffset now, string? why = null)
    {
        var what = old is null ? "placed" : VerbOf(order.State);
        database.Note(HistoryEntry.Of(order.Id, what, by, now, old, order.State, why));
        database.Tell(OrderEvents.Of(what, order, now));
    }

    private static string VerbOf(OrderState state) => state switch
    {
        OrderState.PaymentPending => "payment_pending",
        OrderState.AwaitingPayment => "awaiting_payment",
        OrderState.Paid => "paid",
        OrderState.HandedOver => "handed_over",
        OrderState.Completed => "completed",
        OrderState.PaymentFailed => "payment_failed",
        OrderState.Cancelled => "cancelled",
        OrderState.RefundPending => "refund_pending",
        OrderState.Refunded => "refunded",
    };
}
