using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Personal;

/// <summary>OAuth scopes for recipients.</summary>
internal static class RecipientScopes
{
    public const string Read = "recipients:read";
    public const string Write = "recipients:write";

    public static IServiceCollection AddRecipientScopes(this IServiceCollection services) =>
        services.AddScopes(new(Read, Role.Consumer, Role.Operator), new(Write, Role.Consumer));
}
