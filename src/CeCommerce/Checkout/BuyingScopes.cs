using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Checkout;

/// <summary>OAuth scopes that buying needs.</summary>
internal static class BuyingScopes
{
    public const string Read = "orders:read";
    public const string Write = "orders:write";

    public static IServiceCollection AddBuyingScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Refurbisher, Role.Operator) { WithoutConsumer = true },
        new(Write, Role.Consumer, Role.Operator));
}
