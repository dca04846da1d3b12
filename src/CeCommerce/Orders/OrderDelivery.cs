using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Orders;

/// <summary>How an order gets to its buyer, as its confirmation says; there is none where that is left to seller and buyer. The recipient is named by id and version only.</summary>
public sealed class OrderDelivery
{
    private OrderDelivery()
    {
    }

    public OrderId OrderId { get; private init; }

    public RecipientId? RecipientId { get; private init; }

    public int? RecipientVersion { get; private init; }

    public ShippingMethodId? MethodId { get; private init; }

    public int? MethodVersion { get; private init; }

    public ShippingKind? Kind { get; private init; }

    /// <summary>With tax.</summary>
    public Money Price { get; private init; }

    public DeliveryWindow? Window { get; private init; }

    public DateOnly? EarliestOn { get; private init; }

    public DateOnly? LatestOn { get; private init; }

    internal static OrderDelivery? Of(Order order) => order.Shipping is not { } shipping || shipping is { MethodId: null, Recipient: null } ? null : new()
    {
        OrderId = order.Id,
        RecipientId = shipping.Recipient is { } to ? TypedId.Parse<RecipientId>(to.Id) : null,
        RecipientVersion = shipping.Recipient?.Version,
        MethodId = shipping.MethodId is { } method ? TypedId.Parse<ShippingMethodId>(method) : null,
        MethodVersion = shipping.MethodVersion,
        Kind = shipping.Kind,
        Price = order.ShippingFee,
        Window = shipping.Window,
        EarliestOn = shipping.Estimate?.Earliest,
        LatestOn = shipping.Estimate?.Latest,
    };
}
