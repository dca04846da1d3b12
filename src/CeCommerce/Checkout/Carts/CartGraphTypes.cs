using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Personal;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Shipping;
using GraphQL.Types;

namespace CeCommerce.Checkout.Carts;

/// <summary>What its buyer sees of a cart.</summary>
internal sealed class CartGraphType : ObjectGraphType<CartView>
{
    public CartGraphType()
    {
        Name = "Cart";
        Description = "What a buyer means to buy, of any number of operators, as everything stands now.";
        Field("id", x => x.Cart.Id).Description("The cart's identifier.");
        Field("clientReference", x => x.Cart.ClientReference, nullable: true).Description("The partner app's own word for the purchase to come.");
        Delivery();
        Field("createdAt", x => x.Cart.CreatedAt).Description("When the first thing was put in.");
        Field("updatedAt", x => x.Cart.UpdatedAt).Description("When it was changed last.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CartLineGraphType>>>>("lines").Description("What is in it, in the order in which it was put in.").Resolve(field => field.Source.Cart.Lines);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CartOrderGraphType>>>>("orders").Description("What comes of each operator: an order by itself.").Resolve(field => field.Source.PerOperator);
        Field(x => x.Problems).Description("What is in the way of buying it, each with the mutation that solves it; empty when nothing is.");
        Field(x => x.Total, nullable: true).Description("What all orders come to; null while one of them cannot be computed, or the cart is empty.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("paymentMethods").Description("Means of payment that all its sellers take, as purchaseCart names them.")
            .Resolve(field => Means(field.Source, field.RequestServices!.GetRequiredService<PaymentIntents>()));
        Field<CartAgreementGraphType>("agreement").Description("What the buyer agrees to by buying it; null until it is checked out and while something is in the way.").Resolve(field => field.Source.Agreement);
    }

    private void Delivery()
    {
        Field<GlobalIdType>("recipientId").Description("Whom it is for; null while nobody is named.").Resolve(field => RecipientOf(field.Source));
        Field<RecipientGraphType>("recipient").Description("The same as it is now; null for a caller without the scope recipients:read, and once it is gone.").ResolveAsync(async field =>
            RecipientOf(field.Source) is { } id
                ? (await field.RequestServices!.GetRequiredService<RecipientReader>().FindAsync([id], CommerceUserContext.Of(field).Caller, field.CancellationToken)).GetValueOrDefault(id)
                : null);
        Field<IntGraphType>("recipientVersionNumber").Description("The recipient's version as it was named.").Resolve(field => field.Source.Cart.Delivery?.Recipient?.Version);
    }

    private static RecipientId? RecipientOf(CartView cart) => cart.Cart.Delivery?.Recipient is { } named ? RecipientId.From(named.Id) : null;

    private static List<string> Means(CartView cart, PaymentIntents payments) =>
        [.. payments.Methods.Where(means => cart.PerOperator.Count > 0 && cart.PerOperator.All(order => order.PaymentMethods.Contains(means.Kind))).Select(means => means.Name)];
}

/// <summary>One unit in a cart.</summary>
internal sealed class CartLineGraphType : ObjectGraphType<CartLine>
{
    public CartLineGraphType()
    {
        Name = "CartLine";
        Description = "One unit that a buyer means to buy.";
        Field(x => x.ListingId).Description("The listing.");
        Field<NonNullGraphType<ListingGraphType>>("listing").Description("The listing as it is now.").Resolve(field => field.Source.Listing);
        Field(x => x.SeenPrice);
        Field(x => x.AddedAt).Description("When it was put in.");
        Field<HoldGraphType>("hold").Description("What keeps it for the buyer since they checked out; null before, and it may be over.").Resolve(field => field.Source.Hold);
    }
}

/// <summary>What a cart holds of one operator.</summary>
internal sealed class CartOrderGraphType : ObjectGraphType<CartOrder>
{
    public CartOrderGraphType()
    {
        Name = "CartOrder";
        Description = "What a cart holds of one operator, computed by itself.";
        Field<NonNullGraphType<OperatorGraphType>>("operator").Description("Who sells.").Resolve(field => field.Source.Operator);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CartLineGraphType>>>>("lines").Description("What is bought of them.").Resolve(field => field.Source.Lines);
        Field(x => x.ShippingFee, nullable: true).Description("As it stands now; null while something that the law wants stated is not.");
        Field(x => x.Total, nullable: true).Description("Prices, shipping fee and other charges; null with the shipping fee.");
        Field(x => x.Tax, nullable: true).Description("Consumption tax contained in the total; null with it.");
        Field(x => x.PaymentMethods).Description("How this operator can be paid.");
        Field<ShippingMethodGraphType>("shippingMethod").Description("By which it is sent or fetched; null without one: by the fees that the listings state.").Resolve(field => field.Source.Way.Method);
        Field<ConfirmedShippingGraphType>("shipping").Description("How it gets to the buyer as it stands now, were it paid today; null while it cannot be told.").Resolve(field => field.Source.Way.Shipping);
        Field<FinalConfirmationGraphType>("confirmation").Description("The final confirmation (特定商取引法 12-6) as it was shown; null until it is checked out, or when a hold is over.")
            .Resolve(field => field.Source.Shown);
    }
}

/// <summary>What a buyer agrees to by buying a cart.</summary>
internal sealed class CartAgreementGraphType : ObjectGraphType<AgreedCart>
{
    public CartAgreementGraphType()
    {
        Name = "CartAgreement";
        Description = "What a buyer agrees to by buying a cart: the confirmation when one operator sells, else the confirmations of all with the total.";
        Field<NonNullGraphType<StringGraphType>>("canonicalJson").Description("As JSON in the form of RFC 8785, so that anybody can check the digest.").Resolve(field => field.Source.Json);
        Field("sha256", x => x.Digest).Description("SHA-256 of canonicalJson, 64 lower-case hex digits: pass it to purchaseCart.");
    }
}
