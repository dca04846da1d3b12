using CeCommerce.Checkout;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Orders;

/// <summary>Registers buying. Needs Items, Listings, Checkout and Payments.</summary>
internal static class OrdersFeature
{
    public static IServiceCollection AddOrders(this IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(provider => SettingsSection.Read<OrderSettings>(provider.GetService<IConfiguration>(), OrderSettings.Section).Try(out var settings, out var error)
            ? settings
            : throw new StartRefused(error));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OrderClock>();
        services.AddSingleton(UnpaidOrders.Source);
        services.AddEventKinds(OrderEvents.Kinds);
        services.AddScoped<ISell, OrderSale>();
        services.AddScoped<IRecipientReferences, RecipientsOfOrders>();
        services.AddScoped<RecipientsNow>();
        services.AddScoped<OrderProgress>();
        services.AddScoped<OrderService>();
        services.AddScoped<OrderActs>();
        services.AddScoped<Deliveries>();
        services.AddScoped<OrderDates>();
        services.AddScoped<ShipmentService>();
        services.AddSingleton(CarrierSecret.From(settings));
        services.AddScoped<ShipmentInbox>();
        services.AddScoped<LineProgress>();
        services.AddScoped<LineRefunds>();
        services.AddScoped<ReturnedItems>();
        services.AddScoped<ReturnService>();
        services.AddScoped<ObjectionsOfOrders>();
        services.AddScoped<ShipmentsOfOrders>();
        services.AddScoped<SoldItems>();
        services.AddScoped<OrderMoney>();
        services.AddScoped<OrderSettlements>();
        services.AddScoped<IFollowPurchase, OrderPayments>();
        services.AddScoped<OrdersOfBefore>();
        services.AddSingleton(OwedForOrders.Source);
        services.AddScoped<OrderRetries>();
        services.AddScoped<OrderDeadlines>();
        services.AddScoped<ListingsOfOrders>();
        services.AddScoped<MovesOfOrders>();
        services.AddScoped<OrdersOfHolds>();
        services.AddScoped<OrdersOfPurchases>();
        return services.AddGraphQLParts(OrderSchema.Add);
    }

    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder endpoints)
    {
        ShipmentDoor.Map(endpoints);
        return endpoints;
    }

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddOrderWorkers(this IServiceCollection services) => services
        .AddHostedService<OrderDeadlineWorker>()
        .AddHostedService<OrdersOfBeforeWorker>();
}
