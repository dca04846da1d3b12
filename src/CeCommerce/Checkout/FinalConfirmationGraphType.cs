using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>The last screen before the order.</summary>
internal sealed class FinalConfirmationGraphType : ObjectGraphType<ConfirmationText>
{
    public FinalConfirmationGraphType()
    {
        Name = "FinalConfirmation";
        Description = "What the last screen before the order must show (特定商取引法 12-6), for one listing as it is now or as it was agreed.";
        Field<NonNullGraphType<StringGraphType>>("digest")
            .Description("SHA-256 of canonicalJson, 64 lower-case hex digits: pass it to placeOrder.").Resolve(field => field.Source.Digest);
        Field<NonNullGraphType<StringGraphType>>("canonicalJson")
            .Description("The confirmation as JSON in the form of RFC 8785, so that anybody can check the digest.").Resolve(field => field.Source.Json);
        Field<NonNullGraphType<IdGraphType>>("listingId").Description("The listing that is bought.").Resolve(field => field.Source.Content.ListingId);
        Field(x => x.Content.Title).Description("What is bought.");
        Field(x => x.Content.Item, nullable: true).Description("The unit and its condition; null in orders from before it was part of the confirmation.");
        Field(x => x.Content.Quantity).Description("Always 1: a listing offers one unit.");
        Field(x => x.Content.Price).Description("With consumption tax (11 i).");
        Field(x => x.Content.ShippingFee).Description("With consumption tax, borne by the buyer; zero when included (11 i).");
        Field(x => x.Content.OtherCharges).Description("Other money that the buyer pays; empty when there is none (施行規則 23).");
        Field(x => x.Content.Total).Description("Price, shipping fee and other charges.");
        Field(x => x.Content.Tax).Description("Consumption tax contained in the total.");
        Field(x => x.Content.PaymentTiming).Description("When payment is due (11 ii).");
        Field(x => x.Content.PaymentMethods).Description("How it can be paid (11 ii).");
        Field(x => x.Content.Delivery).Description("When it is dispatched (11 iii).");
        Field(x => x.Content.ApplicationPeriod).Description("Until when the offer can be applied for, or that there is no such limit (11 iv).");
        Field(x => x.Content.Returns).Description("Cancellation and return (11 v, 15-3).");
        Field(x => x.Content.WarrantyDays, nullable: true).Description("Zero when there is no warranty; null when the seller states nothing.");
        Field(x => x.Content.Seller).Description("Who sells.");
        Field(x => x.Content.SubmitLabel).Description("Words of the last button; they say that pressing it is an order (12-6(2) i).");
    }
}
