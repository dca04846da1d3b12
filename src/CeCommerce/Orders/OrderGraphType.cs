using CeCommerce.Checkout;
using CeCommerce.Listings;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Orders.Words;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Saved;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Orders;

/// <summary>What buyers, their app and the operator may see of an order.</summary>
internal sealed class OrderGraphType : ObjectGraphType<Order>
{
    public OrderGraphType()
    {
        Name = "Order";
        Description = "What follows a purchase with one operator, with everything that was agreed. What is said of a listing or an item here is said of the first line.";
        Field(x => x.Id).Description("The order's identifier.");
        Field(x => x.State).Description("Where the order stands.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceEnumType<OrderState>>>>>("nextStates")
            .Description("Where the one who asks can take the order from here.")
            .Resolve(field => NextStates(field.Source, CommerceUserContext.Of(field).Caller));
        Purchase();
        Field<NonNullGraphType<GlobalIdType>>("listingId").Description("The listing that was bought.").Resolve(field => field.Source.First.ListingId);
        Field<ListingGraphType>("listing").Description("The listing as it is now; null when it is no longer the caller's to see.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ListingsOfOrders>().Load(field.Source.First.ListingId, CommerceUserContext.Of(field).Caller));
        Field<NonNullGraphType<GlobalIdType>>("itemId").Description("The physical unit.").Resolve(field => field.Source.First.ItemId);
        Field(x => x.OperatorId).Description("Who sells.");
        Field<NonNullGraphType<StringGraphType>>("title").Description("What the listing was called when it was bought.").Resolve(field => field.Source.First.Snapshot.Title);
        Field(x => x.ClientReference, nullable: true);
        Field<NonNullGraphType<StringGraphType>>("buyer").Description("The partner app's own id of the buyer.").Resolve(field => field.Source.ConsumerId);
        Money();
        Confirmation();
        Delivery();
        Payment();
        Times();
    }

    private static IReadOnlyList<OrderState> NextStates(Order order, Caller caller) =>
        OrderVisibility.ActorOf(caller) is { } actor ? OrderMoves.From(order.State, actor) : [];

    private void Purchase()
    {
        Field(x => x.PurchaseId).Description("The purchase that it follows.");
        Field<PurchaseGraphType>("purchase").Description("The purchase that it follows; null for those who sell, since what else was bought is not theirs to see.")
            .Resolve(field => field.RequestServices!.GetRequiredService<PurchasesOfOrders>().Load(field.Source.PurchaseId, CommerceUserContext.Of(field).Caller));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderLineGraphType>>>>("lines").Description("What is sold, unit by unit.").Resolve(field => field.Source.Lines);
    }

    private void Money()
    {
        Field<NonNullGraphType<MoneyType>>("price").Description("Price with tax, as agreed.").Resolve(field => field.Source.First.Price);
        Field(x => x.ShippingFee).Description("Postage with tax, as agreed.");
        Field(x => x.Total).Description("What the buyer pays.");
        Field(x => x.TaxIncluded);
    }

    private void Confirmation()
    {
        Field<NonNullGraphType<FinalConfirmationGraphType>>("confirmation").Description("What the buyer agreed to, frozen.")
            .Resolve(field => new ConfirmationText(field.Source.Confirmation));
        Field(x => x.ConfirmationDigest).Description("SHA-256 of the confirmation's canonical JSON.");
        Field<StringGraphType>("packVersion").Description("Version of the rule pack by which the listing was on the shelf.").Resolve(field => field.Source.First.PackVersion);
    }

    private void Delivery()
    {
        Field<ConfirmedShippingGraphType>("delivery").Description("How it gets to the buyer, as agreed; null in orders from before it was part of what is agreed.").Resolve(field => field.Source.Shipping);
        Field<OrderRecipientGraphType>("recipient").Description("Whom it is for; null where nobody is named: seller and buyer agree on it between themselves.")
            .Resolve(field => OrderRecipient.Of(field.Source.Shipping));
    }

    private void Payment()
    {
        Field(x => x.PaymentMethod);
        Field<NextActionGraphType>("nextAction").Description("What the buyer has to do to finish paying; null when nothing.")
            .DeprecationReason("Ask for buyerAction, which also knows forms, slips and bank accounts.")
            .Resolve(field => field.Source.NextActionUrl is { } url ? new NextAction(url) : null);
        Field<BuyerActionGraphType>("buyerAction").Description("What the buyer has to do to finish paying; null when nothing, and for everybody but the buyer.")
            .Resolve(field => field.Source.State.IsUnpaid() && Buyer.Of(CommerceUserContext.Of(field).Caller) is not null
                ? field.RequestServices!.GetRequiredService<ActionsOfPurchases>().Load(field.Source.PurchaseId)
                : null);
        Field<SavedMethodGraphType>("savedPaymentMethod")
            .Description("The saved means of payment that paid the purchase, also when it was removed since; null when it is not paid or was paid with something else, and for everybody but the buyer with `payment-methods:read`.")
            .Resolve(field => field.RequestServices!.GetRequiredService<SavedMethodsOfPurchases>().Of(field.Source, CommerceUserContext.Of(field).Caller));
        Field<DateTimeScalar>("refundAddressNeededBy")
            .Description("Money that goes back waits for an account of the buyer until then: nameRefundAddress says where the processor can ask for it. Null when none waits.")
            .Resolve(field => field.RequestServices!.GetRequiredService<RefundsWithoutAccount>().Of(field.Source));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OwedBackGraphType>>>>("owedBack")
            .Description("Money that came by bank transfer and goes back, since it was short when the term was over, too much, or late: of the whole purchase, oldest first, at most 100. Empty for everybody but the buyer and the platform.")
            .Resolve(field => CommerceUserContext.Of(field).Caller is var caller && (caller.Role == Role.Platform || Buyer.Of(caller) is not null)
                ? (object)field.RequestServices!.GetRequiredService<OwedBackOfOrders>().Of(field.Source)
                : Array.Empty<LooseMoney>());
        Field(x => x.PaymentDueAt);
        Field(x => x.FailureReason, nullable: true);
        Field<StringGraphType>("cancelReason").Description("Why it was cancelled or refunded, in the words of whoever did it; null also once the buyer was erased, and while it cannot be read: see cancelReasonState.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ReasonsOfOrders>().Load(field.Source, reason => reason.Text));
        Field<CommerceEnumType<TextState>>("cancelReasonState").Description("What became of the reason; null where none was given.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ReasonsOfOrders>().Load(field.Source, TextState? (reason) => reason.State));
    }

    private void Times()
    {
        Field(x => x.Carrier, nullable: true).Description("Who carries it.");
        Field(x => x.TrackingNumber, nullable: true).Description("The carrier's number.");
        Field(x => x.PlacedAt).Description("When it was placed.");
        Field(x => x.PaidAt, nullable: true).Description("When the payment was captured.");
        Field(x => x.HandedOverAt, nullable: true).Description("When it was given to the carrier or the buyer.");
        Field(x => x.CompletesAt, nullable: true);
        Field<OrderCompletionGraphType>("completion").Description("What the money waits for and until when, from payment on; null while unpaid and once nothing is left to wait for.")
            .Resolve(field => field.Source.Completion);
        Field(x => x.DeliveredAt, nullable: true).Description("When it came to the buyer.");
        Field(x => x.DeliveredBy, nullable: true).Description("By whose word it was delivered.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ObjectionGraphType>>>>("objections").Description("What the buyer has or had against its units, oldest first.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ObjectionsOfOrders>().Require(field.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ShipmentGraphType>>>>("shipments")
            .Description("What was told of its way, oldest first; a number that was corrected stands before the right one. At most 20.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ShipmentsOfOrders>().Require(field.Source.Id));
        Field(x => x.UpdatedAt).Description("When it last moved.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderMoveGraphType>>>>("history").Description("Its moves, oldest first, at most 50.")
            .Resolve(field => field.RequestServices!.GetRequiredService<MovesOfOrders>().Require(field.Source.Id));
    }
}

/// <summary>What the buyer has to do next.</summary>
/// <param name="Url">Open it in a browser.</param>
internal sealed record NextAction(string Url);

internal sealed class NextActionGraphType : ObjectGraphType<NextAction>
{
    public NextActionGraphType()
    {
        Name = "NextAction";
        Description = "What the buyer has to do next.";
        Field(x => x.Url).Description("Where the buyer finishes paying; open it in a browser.");
    }
}

internal sealed class OrderMoveGraphType : ObjectGraphType<OrderMove>
{
    public OrderMoveGraphType()
    {
        Name = "OrderMove";
        Description = "One move of an order.";
        Field(x => x.At);
        Field(x => x.From, nullable: true);
        Field(x => x.To);
        Field(x => x.Why, nullable: true);
    }
}

internal sealed class OrderLineGraphType : ObjectGraphType<OrderLine>
{
    public OrderLineGraphType()
    {
        Name = "OrderLine";
        Description = "One unit that an order sells.";
        Field(x => x.Number);
        Field(x => x.ListingId).Description("The listing that was bought.");
        Field<ListingGraphType>("listing").Description("The listing as it is now; null when it is no longer the caller's to see.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ListingsOfOrders>().Load(field.Source.ListingId, CommerceUserContext.Of(field).Caller));
        Field<NonNullGraphType<StringGraphType>>("title").Description("What the listing was called when it was bought.").Resolve(field => field.Source.Snapshot.Title);
        Field(x => x.Price);
        Field(x => x.TaxIncluded);
        Field(x => x.TaxRatePercent).Description("Rate of consumption tax; zero when the seller is no taxable person (免税事業者).");
        Field(x => x.PackVersion, nullable: true);
        Field(x => x.EndedAt, nullable: true);
        Field(x => x.State).Description("Where the unit stands beside the order's own state.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceEnumType<LineState>>>>>("nextStates").Description("Where the one who asks can take the unit from here.")
            .Resolve(field => OrderVisibility.ActorOf(CommerceUserContext.Of(field).Caller) is { } actor ? LineMoves.From(field.Source.State, actor) : []);
        Field(x => x.DueAt, nullable: true).Description("By when somebody has to do something about it, or it is done for them.");
        Field<NonNullGraphType<MoneyType>>("refunded").Description("What of the price goes back, or went.").Resolve(field => field.Source.Price with { Amount = field.Source.RefundedAmount });
    }
}
