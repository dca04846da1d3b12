using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>The last screen before the order.</summary>
internal sealed class FinalConfirmationGraphType : ObjectGraphType<FinalConfirmation>
{
    public FinalConfirmationGraphType()
    {
        Name = "FinalConfirmation";
        Description = "What the last screen before the order must show (特定商取引法 12-6), for one listing as it is now or as it was agreed.";
        Field<NonNullGraphType<StringGraphType>>("digest")
            .Description("SHA-256 of canonicalJson, 64 lower-case hex digits: pass it to placeOrder.").Resolve(field => field.Source.Digest());
        Field<NonNullGraphType<StringGraphType>>("canonicalJson")
            .Description("The confirmation as JSON in the form of RFC 8785, so that anybody can check the digest.").Resolve(field => field.Source.AsJson());
        Field<NonNullGraphType<IdGraphType>>("listingId").Description("The listing that is bought.").Resolve(field => field.Source.ListingId);
        Field(x => x.Title);
        Field(x => x.Item, nullable: true);
        Field(x => x.Quantity);
        Field(x => x.Price);
        Field(x => x.ShippingFee);
        Field(x => x.OtherCharges);
        Field(x => x.Total);
        Field(x => x.Tax);
        Field(x => x.PaymentTiming);
        Field(x => x.PaymentMethods);
        Field(x => x.Delivery);
        Field(x => x.ApplicationPeriod);
        Field(x => x.Returns);
        Field(x => x.WarrantyDays, nullable: true);
        Field(x => x.Seller);
        Field(x => x.SubmitLabel);
    }
}
