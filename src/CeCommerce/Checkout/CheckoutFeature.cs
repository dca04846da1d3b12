using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Checkout;

/// <summary>Registers holds and the final confirmation. Needs Items and Listings.</summary>
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
        services.AddScoped<Purchases>();
        services.AddScoped<HoldLimits>();
        services.AddScoped<HoldService>();
        return services.AddGraphQLParts(Add);
    }

    private static void Add(GraphQLParts parts) => parts
        .Queries<HoldQueries>()
        .Mutations<HoldMutations>()
        .Type<Hold, HoldGraphType>()
        .Type<ConfirmationText, FinalConfirmationGraphType>()
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
        .Error<OrderBusy>()
        .Error<IdempotencyKeyReused>()
        .Error<IdempotencyKeyInvalid>()
        .Error<RequestStillRunning>();
}
