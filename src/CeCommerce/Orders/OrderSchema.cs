using CeCommerce.Checkout;
using CeCommerce.Listings;
using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Disputes;
using CeCommerce.Orders.Messages;
using CeCommerce.Orders.Photos;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Orders;

/// <summary>What buying adds to the schema.</summary>
internal static class OrderSchema
{
    public static void Add(GraphQLParts parts) => Errors(parts
        .Queries<OrderQueries>()
        .Mutations<OrderMutations>()
        .Mutations<ShipmentMutations>()
        .Mutations<ReturnMutations>()
        .Mutations<MessageMutations>()
        .Subscriptions<OrderSubscriptions>()
        .Type<Order, OrderGraphType>()
        .Type<NextAction, NextActionGraphType>()
        .Type<BuyerAction, BuyerActionGraphType>()
        .Result<KonbiniStore>()
        .Result<BankAccount>()
        .Enum<BankAccountKind>()
        .Type<OrderRecipient, OrderRecipientGraphType>()
        .Type<OrderMove, OrderMoveGraphType>()
        .Type<OrderLine, OrderLineGraphType>()
        .Type<OrderChange, OrderChangeGraphType>()
        .Enum<OrderState>()
        .Enum<CompletionReason>()
        .Enum<LineState>()
        .Enum<ProblemKind>()
        .Enum<ReturnReason>()
        .Type<Objection, ObjectionGraphType>()
        .Type<OrderMessage, OrderMessageGraphType>()
        .Type<OrderPhoto, OrderPhotoGraphType>()
        .Enum<OrderSide>()
        .Enum<MessageFlaw>()
        .Extend<Order>(OrderMessageGraphType.Extend)
        .Enum<ArrivalPoint>()
        .Extend<Order>(ArrivalChecklists.Extend)
        .Extend<Order>(DisputesOfPurchases.Extend)
        .Extend<Dispute>(EvidenceDoor.Extend)
        .Error<EvidenceFontMissing>()
        .Enum<DeliveryWord>()
        .Enum<ShipmentEventKind>()
        .Type<OrderCompletion, OrderCompletionGraphType>()
        .Type<Shipment, ShipmentGraphType>()
        .Type<ShipmentEvent, ShipmentEventGraphType>()
        .Extend<Hold>(AddOrder)
        .Extend<HoldUsed>(AddOrder)
        .Extend<Purchase>(AddOrders)
        .Node<Order, OrderId>(OrderQueries.NodesAsync, BuyingScopes.Read));

    private static void Errors(GraphQLParts parts) => parts
        .Error<ListingMoveRefused>()
        .Error<PaymentDeclined>()
        .Error<OrderNotFound>()
        .Error<OrderMoveRefused>()
        .Error<OrderTextTooLong>()
        .Error<SerialOfAnotherUnit>()
        .Error<SerialRequired>()
        .Error<TrackingNumberInvalid>()
        .Error<OrderLineNotFound>()
        .Error<LineMoveRefused>()
        .Error<RefundAboveRest>()
        .Error<RefundNeedsNoAddress>()
        .Error<RefundAddressNotTaken>()
        .Error<ReturnTooLate>()
        .Error<OrderMessageInvalid>()
        .Error<TooManyOrderMessages>()
        .Error<PhotoNotFound>()
        .Error<TooManyPhotos>()
        .Error<ArrivalNotWell>()
        .Error<ArrivalAnswersMismatch>();

    private static void AddOrder(ObjectGraphType<Hold> hold) => hold.Field<GlobalIdType>("orderId")
        .Description("The order that was placed over it; null again when that order's payment was refused.")
        .Resolve(field => field.Source.UsedAt is null ? null : field.RequestServices!.GetRequiredService<OrdersOfHolds>().Load(field.Source.Id));

    private static void AddOrder(ObjectGraphType<HoldUsed> refusal) => refusal.Field<NonNullGraphType<GlobalIdType>>("orderId")
        .Description("The order over it.")
        .Resolve(field => field.RequestServices!.GetRequiredService<OrdersOfHolds>().Require(field.Source.HoldId));

    private static void AddOrders(ObjectGraphType<Purchase> purchase) => purchase.Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderGraphType>>>>("orders")
        .Description("What follows it: an order with each operator.")
        .Resolve(field => field.RequestServices!.GetRequiredService<OrdersOfPurchases>().Load(field.Source.Id, CommerceUserContext.Of(field).Caller));
}
