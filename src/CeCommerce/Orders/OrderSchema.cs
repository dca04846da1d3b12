using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;

namespace CeCommerce.Orders;

/// <summary>What buying adds to the schema.</summary>
internal static class OrderSchema
{
    public static void Add(GraphQLParts parts) => Errors(parts
        .Queries<OrderQueries>()
        .Mutations<OrderMutations>()
        .Subscriptions<OrderSubscriptions>()
        .Type<Order, OrderType>()
        .Type<Hold, HoldType>()
        .Type<FinalConfirmation, FinalConfirmationType>()
        .Type<NextAction, NextActionType>()
        .Type<OrderMove, OrderMoveType>()
        .Enum<OrderState>()
        .Node<Order, OrderId>(OrderQueries.NodesAsync, OrderScopes.Read));

    private static void Errors(GraphQLParts parts) => parts
        .Error<BuyerRequired>()
        .Error<ListingNotFound>()
        .Error<ListingNotForSale>()
        .Error<ListingStandardsLapsed>()
        .Error<ListingMoveRefused>()
        .Error<ItemTaken>()
        .Error<TooManyHolds>()
        .Error<HeldMomentsAgo>()
        .Error<HoldNotFound>()
        .Error<HoldExpired>()
        .Error<HoldUsed>()
        .Error<HoldNotExtendable>()
        .Error<ConfirmationIncomplete>()
        .Error<SubmitLabelMisleading>()
        .Error<CheckoutRequired>()
        .Error<ConfirmationStale>()
        .Error<PaymentsNotOffered>()
        .Error<PaymentMethodUnknown>()
        .Error<PaymentMethodNotAccepted>()
        .Error<PaymentDeclined>()
        .Error<OrderNotFound>()
        .Error<OrderMoveRefused>()
        .Error<OrderTextTooLong>()
        .Error<OrderBusy>()
        .Error<IdempotencyKeyReused>()
        .Error<IdempotencyKeyInvalid>()
        .Error<RequestStillRunning>();
}
