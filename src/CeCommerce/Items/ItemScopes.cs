using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Items;

/// <summary>OAuth scopes for items.</summary>
internal static class ItemScopes
{
    public const string Read = "items:read";
    public const string Write = "items:write";

    public static IServiceCollection AddItemScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Refurbisher, Role.Operator, Role.Auditor),
        new(Write, Role.Refurbisher, Role.Operator));
}
