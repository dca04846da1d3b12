using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Shipping;
using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>The last screen before the order.</summary>
internal sealed class FinalConfirmationGraphType : ObjectGraphType<ConfirmationText>
{
    public FinalConfirmationGraphType()
    {
        Name = "FinalConfirmation";
        Description = "What the last screen before the order must show of the contract with one seller (特定商取引法 12-6), as it is now or as it was agreed. What is said of a listing here is said of the first line.";
        Field<NonNullGraphType<StringGraphType>>("digest")
            .Description("SHA-256 of canonicalJson, 64 lower-case hex digits: pass it to placeOrder.").Resolve(field => field.Source.Digest);
        Field<NonNullGraphType<StringGraphType>>("canonicalJson")
            .Description("The confirmation as JSON in the form of RFC 8785, so that anybody can check the digest.").Resolve(field => field.Source.Json);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ConfirmedLineGraphType>>>>("lines").Description("What is bought, unit by unit.").Resolve(field => field.Source.Content.Lines);
        Field<NonNullGraphType<IdGraphType>>("listingId").Description("The listing that is bought.").Resolve(field => field.Source.First.ListingId);
        Field(x => x.First.Title).Description("What is bought.");
        Field(x => x.First.Item, nullable: true).Description("The unit and its condition; null in orders from before it was part of the confirmation.");
        Field(x => x.First.Quantity).Description("Always 1: a listing offers one unit.");
        Field(x => x.First.Price).Description("With consumption tax (11 i).");
        Field(x => x.Content.ShippingFee).Description("With consumption tax, borne by the buyer; zero when included (11 i).");
        Field(x => x.Content.OtherCharges).Description("Other money that the buyer pays; empty when there is none (施行規則 23).");
        Field(x => x.Content.Total).Description("Prices, shipping fee and other charges.");
        Field(x => x.Content.Tax).Description("Consumption tax contained in the total.");
        Field(x => x.First.PaymentTiming).Description("When payment is due (11 ii).");
        Field(x => x.Content.PaymentMethods).Description("How it can be paid (11 ii).");
        Field(x => x.First.Delivery).Description("When it is dispatched (11 iii).");
        Field(x => x.First.ApplicationPeriod).Description("Until when the offer can be applied for, or that there is no such limit (11 iv).");
        Field(x => x.First.Returns).Description("Cancellation and return (11 v, 15-3).");
        Field(x => x.First.WarrantyDays, nullable: true).Description("Zero when there is no warranty; null when the seller states nothing.");
        Field<ConfirmedShippingGraphType>("shipping").Description("How it gets to the buyer; null in orders from before it was part of the confirmation.").Resolve(field => field.Source.Content.Shipping);
        Field(x => x.Content.Seller).Description("Who sells.");
        Field(x => x.Content.AgentReceipt, nullable: true).Description("That the platform receives the price on the seller's behalf, and paying it discharges the buyer (代理受領); null where the seller had not accepted the platform's terms.");
        Field(x => x.Content.SubmitLabel).Description("Words of the last button; they say that pressing it is an order (12-6(2) i).");
    }
}

/// <summary>One unit on the last screen.</summary>
internal sealed class ConfirmedLineGraphType : ObjectGraphType<ConfirmedLine>
{
    public ConfirmedLineGraphType()
    {
        Name = "ConfirmedLine";
        Description = "One unit that is bought, and what its listing states.";
        Field(x => x.Title).Description("What is bought.");
        Field(x => x.Item, nullable: true).Description("The unit and its condition; null in orders from before it was part of the confirmation.");
        Field(x => x.Quantity).Description("Always 1: a listing offers one unit.");
        Field(x => x.Price).Description("With consumption tax (11 i).");
        Field(x => x.PaymentTiming).Description("When payment is due (11 ii).");
        Field(x => x.Delivery).Description("When it is dispatched (11 iii).");
        Field(x => x.ApplicationPeriod).Description("Until when the offer can be applied for, or that there is no such limit (11 iv).");
        Field(x => x.Returns).Description("Cancellation and return (11 v, 15-3).");
        Field(x => x.WarrantyDays, nullable: true).Description("Zero when there is no warranty; null when the seller states nothing.");
    }
}

/// <summary>How what is bought gets to its buyer. Method and recipient stand in the canonical JSON by their ids.</summary>
internal sealed class ConfirmedShippingGraphType : ObjectGraphType<ConfirmedShipping>
{
    public ConfirmedShippingGraphType()
    {
        Name = "ConfirmedShipping";
        Description = "How what is bought gets to its buyer. Method and recipient stand in the canonical JSON of the confirmation, by their ids.";
        Field<CommerceEnumType<ShippingKind>>("kind").Description("Brought or fetched; null: as agreed with the seller.").Resolve(field => field.Source.Kind);
        Field(x => x.Name).Description("What the way is called.");
        Field(x => x.Note).Description("Way, price and time in a sentence.");
        Field(x => x.PickUp, nullable: true).Description("Where it is fetched; null when it is brought.");
        Field(x => x.Price, nullable: true).Description("With consumption tax; null: what the listings state.");
        Field(x => x.Estimate, nullable: true).Description("When it comes; null when only the day of dispatch is stated.");
        Field<CommerceEnumType<DeliveryWindow>>("window").Description("The part of the day that the buyer chose; null: any.").Resolve(field => field.Source.Window);
        Field(x => x.TransitDays, nullable: true).Description("Days from dispatch to delivery, at most; null when they are not stated.");
    }
}
