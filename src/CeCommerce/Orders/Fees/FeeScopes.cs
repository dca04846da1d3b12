using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Orders.Fees;

/// <summary>OAuth scopes for the platform's fees; only the platform sets them.</summary>
internal static class FeeScopes
{
    public const string Read = "fees:read";
    public const string Write = "fees:write";

    public static IServiceCollection AddFeeScopes(this IServiceCollection services) => services.AddScopes(new(Read, Role.Operator), new(Write));
}
