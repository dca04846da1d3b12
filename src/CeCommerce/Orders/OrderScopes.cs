using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Orders;

/// <summary>OAuth scopes that buying needs.</summary>
internal static class OrderScopes
{
    public const string Read = "orders:read";
    public const string Write = "orders:write";

    public static IServiceCollection AddOrderScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Refurbisher, Role.Operator),
        new(Write, Role.Consumer, Role.Operator));
}
