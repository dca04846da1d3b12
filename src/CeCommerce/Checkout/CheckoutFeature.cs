using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Payments;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Checkout;

/// <summary>Registers holds, the final confirmation and the purchase. Needs Items, Listings and Payments, and a room that sells.</summary>
internal static class CheckoutFeature
{
    public static IServiceCollection AddCheckout(this IServiceCollection services)
    {
        services.AddBuyingScopes();
        services.TryAddSingleton(provider => SettingsSection.Read<HoldSettings>(provider.GetService<IConfiguration>(), HoldSettings.Section).Try(out var settings, out var error)
            ? settings
            : throw new StartRefused(error));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HoldClock>();
        services.AddScoped(provider => new AtomicChanges(
            provider.GetRequiredService<CommerceDatabase>(), provider.GetRequiredService<IdempotencyKeys>(), new OrderBusy()));
        services.AddScoped<HeldListings>();
        services.AddScoped<BoughtItems>();
        services.AddScoped<HoldLimits>();
        services.AddScoped<HoldService>();
        services.AddScoped<Purchasing>();
        services.AddScoped<IFollowPayment, PurchasePayments>();
        services.AddScoped<PurchasesOfOrders>();
        return services.AddGraphQLParts(Add);
    }

    private static void Add(GraphQLParts parts) => parts
        .Queries<HoldQueries>()
        .Mutations<HoldMutations>()
        .Type<Hold, HoldGraphType>()
        .Type<Purchase, PurchaseGraphType>()
        .Node<Purchase, PurchaseId>(PurchaseVisibility.NodesAsync, BuyingScopes.Read)
        .Type<ConfirmationText, FinalConfirmationGraphType>()
        .Type<ConfirmedLine, ConfirmedLineGraphType>()
        .Error<BuyerRequired>()
        .Error<ListingNotFound>()
        .Error<ListingNotForSale>()
        .Error<ListingStandardsLapsed>()
        .Error<ItemTaken>()
        .Error<TooManyHolds>()
        .Error<TooManyHoldsOfApp>()
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
        .Error<OrderBusy>()
        .Error<IdempotencyKeyReused>()
        .Error<IdempotencyKeyInvalid>()
        .Error<RequestStillRunning>();
}
