using CeCommerce.Checkout;
using CeCommerce.Orders.Arrival;
using CeCommerce.Orders.Disputes;
using CeCommerce.Orders.Fees;
using CeCommerce.Orders.Messages;
using CeCommerce.Orders.Photos;
using CeCommerce.Orders.Returns;
using CeCommerce.Orders.Shipments;
using CeCommerce.Orders.Words;
using CeCommerce.Passports.Valuation;
using CeCommerce.Payments.Disputes;
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
        services.AddScoped<IModelSales, ModelSalesOfOrders>();
        services.AddScoped<IRecipientReferences, RecipientsOfOrders>();
        services.AddScoped<RecipientsNow>();
        services.AddScoped<ActionsOfPurchases>();
        services.AddScoped<SavedMethodsOfPurchases>();
        services.AddScoped<RefundAddresses>();
        services.AddScoped<RefundsWithoutAccount>();
        services.AddScoped<OwedBackOfOrders>();
        services.AddScoped<OrderProgress>();
        services.AddScoped<OrderService>();
        services.AddScoped<OrderActs>();
        services.AddScoped<WordedActs>();
        services.AddScoped<OrderWords>();
        services.AddScoped<ClearReasons>();
        services.AddScoped<GivenReasons>();
        services.AddScoped<ReasonsOfOrders>();
        services.AddScoped<OrderClosing>();
        services.AddScoped<ClearWords>();
        services.AddScoped<IForgetPerson>(provider => provider.GetRequiredService<ClearWords>());
        services.AddScoped<Deliveries>();
        services.AddScoped<OrderDates>();
        services.AddScoped<ShipmentService>();
        services.AddSingleton(CarrierSecret.From(settings));
        services.AddScoped<ShipmentInbox>();
        services.AddScoped<CarrierEventRetention>();
        services.AddScoped<LineProgress>();
        services.AddScoped<LineRefunds>();
        services.AddScoped<ReturnedItems>();
        services.AddScoped<ReturnService>();
        services.AddScoped<ObjectionsOfOrders>();
        services.AddScoped<ArrivalService>();
        services.AddScoped<ArrivalChecklists>();
        services.AddScoped<MessageService>();
        services.AddSingleton<PhotoVault>();
        services.AddScoped<PhotoService>();
        services.AddScoped<ShownPhotos>();
        services.AddScoped<PhotosOfOrders>();
        services.AddScoped<MessagesOfOrders>();
        services.AddScoped<UnreadOfOrders>();
        services.AddScoped<ShipmentsOfOrders>();
        services.AddScoped<SoldItems>();
        services.AddScoped<OrderMoney>();
        services.AddScoped<DisputedOrders>();
        services.AddScoped<DisputesOfPurchases>();
        services.AddScoped<EvidenceGathering>();
        services.AddScoped<EvidencePdf>();
        services.AddScoped<SaleRecords>();
        services.AddScoped<PurchaseEvidence>();
        services.AddScoped<IMakeEvidence>(provider => provider.GetRequiredService<PurchaseEvidence>());
        services.AddScoped<OrderSettlements>();
        services.AddScoped<OrderEarnings>();
        services.AddScoped<IFollowOrder>(provider => provider.GetRequiredService<OrderEarnings>());
        services.AddScoped<UnreleasedOrders>();
        services.AddScoped<IFollowPurchase, OrderPayments>();
        services.AddScoped<OrdersOfBefore>();
        services.AddSingleton(OwedForOrders.Source);
        services.AddScoped<OrderRetries>();
        services.AddScoped<OrderDeadlines>();
        services.AddScoped<ListingsOfOrders>();
        services.AddScoped<MovesOfOrders>();
        services.AddScoped<OrdersOfHolds>();
        services.AddScoped<OrdersById>();
        services.AddScoped<OrdersOfPurchases>();
        return services.AddFees().AddGraphQLParts(OrderSchema.Add);
    }

    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder endpoints)
    {
        ShipmentDoor.Map(endpoints);
        PhotoDoor.Map(endpoints);
        EvidenceDoor.Map(endpoints);
        return endpoints;
    }

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddOrderWorkers(this IServiceCollection services) => services
        .AddHostedService<OrderDeadlineWorker>()
        .AddHostedService<OrdersOfBeforeWorker>()
        .AddHostedService<UnreleasedOrdersWorker>()
        .AddHostedService<CarrierEventRetentionWorker>()
        .AddHostedService<ClearWordsWorker>();
}
