using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>What its buyer may see of a purchase.</summary>
internal sealed class PurchaseGraphType : ObjectGraphType<Purchase>
{
    public PurchaseGraphType()
    {
        Name = "Purchase";
        Description = "What a buyer agreed to at once: one contract with each operator, paid by one payment.";
        Field(x => x.Id).Description("The purchase's identifier.");
        Field<NonNullGraphType<StringGraphType>>("buyer").Description("The partner app's own id of the buyer.").Resolve(field => field.Source.ConsumerId);
        Field(x => x.Total).Description("What the buyer pays for all contracts.");
        Field(x => x.PaymentMethod);
        Field(x => x.ClientReference, nullable: true);
        Field(x => x.PlacedAt).Description("When it was placed.");
        Field<NonNullGraphType<StringGraphType>>("canonicalJson")
            .Description("What was agreed over all contracts, as it was stored: the digest of each confirmation with its total, and the total, as JSON in the form of RFC 8785.")
            .Resolve(field => field.Source.Confirmation);
        Field("sha256", x => x.ConfirmationDigest).Description("SHA-256 of canonicalJson, 64 lower-case hex digits.");
    }
}
