using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Listings.Waivers;

/// <summary>The OAuth scope for waivers; they are read with the listings.</summary>
internal static class WaiverScopes
{
    public const string Write = "waivers:write";

    public static IServiceCollection AddWaiverScopes(this IServiceCollection services) => services.AddScopes(new Scope(Write, Role.Auditor));
}
