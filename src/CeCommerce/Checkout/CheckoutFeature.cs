using CeCommerce.Checkout.Carts;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Payments;
using CeCommerce.Personal;
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
        services.AddScoped<AgreedDeliveries>();
        services.AddScoped<HeldListings>();
        services.AddScoped<BoughtItems>();
        services.AddScoped<HoldLimits>();
        services.AddScoped<NewHolds>();
        services.AddScoped<HoldService>();
        services.AddScoped<CartQuoting>();
        services.AddScoped<CartInspection>();
        services.AddScoped<CartDeliveryService>();
        services.AddScoped<CartService>();
        services.AddScoped<CartReader>();
        services.AddScoped<CartCheckout>();
        services.AddScoped<CartPurchase>();
        services.AddScoped<Purchasing>();
        services.AddScoped<IForgetPerson, ForgottenPayers>();
        services.AddScoped<IFollowPayment, PurchasePayments>();
        services.AddScoped<PurchasesOfOrders>();
        services.AddScoped<CartRetention>();
        return services.AddGraphQLParts(Add);
    }

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddCheckoutWorkers(this IServiceCollection services) => services.AddHostedService<CartRetentionWorker>();

    private static void Add(GraphQLParts parts) => parts
        .Queries<HoldQueries>()
        .Queries<CartQueries>()
        .Mutations<HoldMutations>()
        .Mutations<CartMutations>()
        .Type<CartView, CartGraphType>()
        .Type<CartLine, CartLineGraphType>()
        .Type<CartOrder, CartOrderGraphType>()
        .Type<AgreedCart, CartAgreementGraphType>()
        .Enum<CartSolution>()
        .Node<CartView, CartId>(CartReader.NodesAsync, BuyingScopes.Read)
        .Error<CartFull>()
        .Error<CartEmpty>()
        .Error<NotInCart>()
        .Error<CartNotCheckedOut>()
        .Error<ClientReferenceInvalid>()
        .Error<RecipientRequired>()
        .Error<CartRecipientChanged>()
        .Error<CartShippingChanged>()
        .Error<DeliveryWindowNotOffered>()
        .Error<CartPriceChanged>()
        .Error<CartVerdictChanged>()
        .Error<SellerCannotBePaid>()
        .Error<SellerTermsNotAccepted>()
        .Error<NoCommonPaymentMethod>()
        .Extend<Listing>(MeansOfListings.AddTo)
        .Type<Hold, HoldGraphType>()
        .Type<Purchase, PurchaseGraphType>()
        .Node<Purchase, PurchaseId>(PurchaseVisibility.NodesAsync, BuyingScopes.Read)
        .Type<ConfirmationText, FinalConfirmationGraphType>()
        .Type<ConfirmedLine, ConfirmedLineGraphType>()
        .Type<ConfirmedShipping, ConfirmedShippingGraphType>()
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
