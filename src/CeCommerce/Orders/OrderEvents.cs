using System.ComponentModel;
using CeCommerce.Orders.Messages;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;

namespace CeCommerce.Orders;

/// <summary>What history and event log say about orders: each step goes into both, with the change itself.</summary>
internal static class OrderEvents
{
    public const string Prefix = "order.";
    private const string LineMoved = "line_moved";
    private const string RefundGranted = "refund_granted";

    private static readonly Dictionary<string, EventKind<OrderId, OrderEventData>> ByWord = new EventKind<OrderId, OrderEventData>[]
    {
        new(Prefix + "placed", EventAudience.Client, "A buyer has ordered; the item is theirs if they pay."),
        new(Prefix + "payment_pending", EventAudience.Client, "The processor decides later, e.g. when the buyer pays at the counter."),
        new(Prefix + "awaiting_payment", EventAudience.Client, "The buyer has to authenticate."),
        new(Prefix + "paid", EventAudience.Client, "The money is here; the item can be handed over."),
        new(Prefix + "handed_over", EventAudience.Client, "The item is on its way or with the buyer."),
        new(Prefix + "delivered", EventAudience.Client, "The item is with the buyer, whose time to check it runs."),
        new(Prefix + "completed", EventAudience.Client, "Nothing is left to do."),
        new(Prefix + "payment_failed", EventAudience.Client, "It was not paid; the item is back."),
        new(Prefix + "cancelled", EventAudience.Client, "It was called off; the item is back."),
        new(Prefix + "refund_pending", EventAudience.Client, "The money is on its way back."),
        new(Prefix + "refunded", EventAudience.Client, "The money was given back."),
        new(Prefix + LineMoved, EventAudience.Client, "One of its units moved: a problem, a return or a refund."),
        new(Prefix + RefundGranted, EventAudience.Client, "Money of one of its units goes back although it was completed, which it stays."),
    }.ToDictionary(kind => kind.Name[Prefix.Length..], StringComparer.Ordinal);

    private static readonly EventKind<OrderId, OrderMessageEventData> MessageSent =
        new(Prefix + "message_sent", EventAudience.Client, "Buyer or operator has written to the other; what they wrote is told by the order.");

    public static IReadOnlyList<EventKind> Kinds => [.. ByWord.Values, MessageSent];

    public static void Record(this CommerceDatabase database, Order order, Caller by, OrderState? old, DateTimeOffset now, string? why = null)
    {
        var what = old is null ? "placed" : VerbOf(order.State);
        database.Note(HistoryEntry.Of(order.Id, what, by, now, old, order.State, why));
        database.Tell(Of(what, order, now, "state"));
    }

    /// <summary>A unit moved. What was said about it is neither in the history nor in the event.</summary>
    public static void RecordLine(this CommerceDatabase database, Order order, OrderLine line, Caller by, DateTimeOffset now)
    {
        database.Note(HistoryEntry.Of(order.Id, LineMoved, by, now, why: $"line {line.Number}: {line.State}"));
        database.Tell(Of(LineMoved, order, now, "lines"));
    }

    /// <summary>Money of a unit goes back after completion.</summary>
    public static void RecordRefund(this CommerceDatabase database, Order order, OrderLine line, RefundWish wish)
    {
        database.Note(HistoryEntry.Of(order.Id, RefundGranted, wish.By ?? Caller.System, wish.At, @new: wish.Amount, why: $"line {line.Number}"));
        database.Tell(Of(RefundGranted, order, wish.At, "lines"));
    }

    /// <summary>That a message was sent, and nothing of what it says. The history has no line of it: the message itself is kept.</summary>
    public static void RecordMessage(this CommerceDatabase database, Order order, OrderMessage message) => database.Tell(MessageSent.Of(
        order.Id, new(message.Number, message.From), new(message.SentAt, order.OperatorId.Value) { ClientId = order.ClientId, Changed = ["messages"] }));

    /// <param name="what">The word in the history, which is that of the kind.</param>
    /// <param name="changed">Which field of the order.</param>
    private static EventRecord Of(string what, Order order, DateTimeOffset now, string changed) => ByWord[what].Of(
        order.Id,
        new(order.State, order.First.ListingId.ToString(), order.First.ItemId.ToString()),
        new(now, order.OperatorId.Value) { ClientId = order.ClientId, Changed = [changed] });

    private static string VerbOf(OrderState state) => state switch
    {
        OrderState.PaymentPending => "payment_pending",
        OrderState.AwaitingPayment => "awaiting_payment",
        OrderState.Paid => "paid",
        OrderState.HandedOver => "handed_over",
        OrderState.Delivered => "delivered",
        OrderState.Completed => "completed",
        OrderState.PaymentFailed => "payment_failed",
        OrderState.Cancelled => "cancelled",
        OrderState.RefundPending => "refund_pending",
        OrderState.Refunded => "refunded",
    };
}

/// <summary>What a line about an order says of it.</summary>
internal sealed record OrderEventData(OrderState State, [property: Description("`lst_…`")] string Listing, [property: Description("`itm_…`")] string Item);

/// <summary>What a line about a message says of it.</summary>
internal sealed record OrderMessageEventData([property: Description("number of the message in its order")] int Number, OrderSide From);
