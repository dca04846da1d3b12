using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Operators;

/// <summary>OAuth scopes for operators.</summary>
internal static class OperatorScopes
{
    public const string Read = "operators:read";
    public const string Write = "operators:write";

    public static IServiceCollection AddOperatorScopes(this IServiceCollection services) => services.AddScopes(
        new(Read, Role.Consumer, Role.Refurbisher, Role.Operator, Role.Auditor),
        new(Write, Role.Operator));
}
