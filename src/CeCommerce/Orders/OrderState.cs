namespace CeCommerce.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Placed; the payment processor has not given its last word.</summary>
    PaymentPending,

    /// <summary>The buyer has to do something, e.g. authenticate with the card's bank.</summary>
    AwaitingPayment,

    /// <summary>Paid in full; the operator hands the item over next.</summary>
    Paid,

    /// <summary>Given to the carrier or to the buyer.</summary>
    HandedOver,

    /// <summary>With the buyer: by the carrier's word, the buyer's, the operator's own hand, or since no word came for so long.</summary>
    Delivered,

    /// <summary>Done: the buyer said so, or the time to object is over.</summary>
    Completed,

    /// <summary>The processor refused; the item is back. A new order may be tried.</summary>
    PaymentFailed,

    /// <summary>Ended before payment by the buyer, the operator or the payment deadline; the item is back.</summary>
    Cancelled,

    /// <summary>Ended after payment; the money is on its way back.</summary>
    RefundPending,

    /// <summary>The money is back, and the item too.</summary>
    Refunded,
}

/// <summary>Who makes a move.</summary>
public enum OrderActor
{
    Buyer,
    Seller,

    /// <summary>The product itself: payment results and deadlines.</summary>
    System,
}

/// <summary>The allowed moves and who may make them; whatever is not here is refused.</summary>
internal static class OrderMoves
{
    private static readonly (OrderState From, OrderState To, OrderActor[] By)[] Table =
    [
        (OrderState.PaymentPending, OrderState.AwaitingPayment, [OrderActor.System]),
        (OrderState.PaymentPending, OrderState.Paid, [OrderActor.System]),
        (OrderState.PaymentPending, OrderState.PaymentFailed, [OrderActor.System]),
        (OrderState.PaymentPending, OrderState.Cancelled, [OrderActor.Buyer, OrderActor.Seller, OrderActor.System]),
        (OrderState.AwaitingPayment, OrderState.PaymentPending, [OrderActor.System]),
        (OrderState.AwaitingPayment, OrderState.Paid, [OrderActor.System]),
        (OrderState.AwaitingPayment, OrderState.PaymentFailed, [OrderActor.System]),
        (OrderState.AwaitingPayment, OrderState.Cancelled, [OrderActor.Buyer, OrderActor.Seller, OrderActor.System]),
        (OrderState.Paid, OrderState.HandedOver, [OrderActor.Seller]),
        (OrderState.Paid, OrderState.RefundPending, [OrderActor.Buyer, OrderActor.Seller, OrderActor.System]),
        (OrderState.Paid, OrderState.Refunded, [OrderActor.System]),
        (OrderState.RefundPending, OrderState.Refunded, [OrderActor.System]),
        (OrderState.HandedOver, OrderState.Delivered, [OrderActor.Buyer, OrderActor.System]),
        (OrderState.HandedOver, OrderState.Refunded, [OrderActor.System]),
        (OrderState.Delivered, OrderState.Refunded, [OrderActor.System]),
        (OrderState.HandedOver, OrderState.Completed, [OrderActor.Buyer, OrderActor.System]),
        (OrderState.Delivered, OrderState.Completed, [OrderActor.Buyer, OrderActor.System]),
    ];

    public static IReadOnlyList<OrderState> From(OrderState state, OrderActor by) =>
        [.. Table.Where(move => move.From == state && move.By.Contains(by)).Select(move => move.To)];

    public static bool Allows(OrderState from, OrderState to, OrderActor by) => From(from, by).Contains(to);

    /// <summary>Whether the buyer's money is still awaited.</summary>
    public static bool IsUnpaid(this OrderState state) => state is OrderState.PaymentPending or OrderState.AwaitingPayment;

    /// <summary>Whether the items are back.</summary>
    public static bool IsBack(this OrderState state) => state is OrderState.PaymentFailed or OrderState.Cancelled or OrderState.Refunded;

    /// <summary>Whether the sale ended without success, so that no money is wanted for it.</summary>
    public static bool IsOver(this OrderState state) => state.IsBack() || state == OrderState.RefundPending;
}
