using CeCommerce.Listings;
using CeCommerce.Operators.Payouts;
using CeCommerce.Payments;
using GraphQL.Types;

namespace CeCommerce.Checkout;

/// <summary>How a listing can be paid: what the processor takes, of that what its terms say, and nothing while its seller cannot be paid.</summary>
internal static class MeansOfListings
{
    public static void AddTo(ObjectGraphType<Listing> graph) => graph.Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("paymentMethods")
        .Description("Means of payment that a buyer can choose for it, as placeOrder names them; empty while its seller cannot be paid.")
        .Resolve(field => Of(field.Source, field.RequestServices!.GetRequiredService<PaymentIntents>(), field.RequestServices!.GetRequiredService<PayoutPolicy>()));

    private static IReadOnlyList<string> Of(Listing listing, PaymentIntents payments, PayoutPolicy payouts) => payouts.MayBePaid(listing.Operator)
        ? [.. payments.Methods.Where(means => listing.Terms.PaymentMethods.Contains(means.Kind)).Select(means => means.Name)]
        : [];
}
