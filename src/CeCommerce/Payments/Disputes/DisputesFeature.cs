using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;

namespace CeCommerce.Payments.Disputes;

/// <summary>Registers disputes.</summary>
internal static class DisputesFeature
{
    public static IServiceCollection AddDisputes(this IServiceCollection services) => services
        .AddEventKinds(DisputeEvents.Kinds)
        .AddSingleton(DisputesInBooks.Disputes)
        .AddSingleton(DisputesInBooks.Shares)
        .AddScoped<OpenDisputes>()
        .AddScoped<IHeldBack>(provider => provider.GetRequiredService<OpenDisputes>())
        .AddScoped<DisputeBooks>()
        .AddScoped<DisputeNews>()
        .AddScoped<DisputeService>()
        .AddGraphQLParts(parts => parts.Error<PaymentDisputed>());
}
