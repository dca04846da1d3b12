using CeCommerce.Platform.GraphQL;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Orders;

/// <summary>Registers buying. Needs Items, Listings and Payments.</summary>
internal static class OrdersFeature
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.TryAddSingleton(new OrderSettings());
        services.TryAddSingleton(TimeProvider.System);
        services.AddOrderScopes();
        services.AddSingleton<OrderClock>();
        services.AddScoped<OrderTransaction>();
        services.AddScoped<HoldService>();
        services.AddScoped<OrderIntake>();
        services.AddScoped<OrderService>();
        services.AddScoped<OrderProgress>();
        services.AddScoped<OrderDesk>();
        services.AddScoped<OrderRetries>();
        services.AddScoped<OrderDeadlines>();
        services.AddScoped<ListingsOfOrders>();
        services.AddScoped<MovesOfOrders>();
        return services.AddGraphQLParts(OrderSchema.Add);
    }

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddOrderWorkers(this IServiceCollection services) => services.AddHostedService<OrderDeadlineWorker>();
}
