using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Listings;

/// <summary>OAuth scopes for listings.</summary>
internal static class ListingScopes
{
    public const string Read = "listings:read";
    public const string Write = "listings:write";

    public static IServiceCollection AddListingScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Refurbisher, Role.Operator, Role.Auditor) { WithoutConsumer = true },
        new(Write, Role.Refurbisher, Role.Operator));
}
