using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Import;

/// <summary>OAuth scope for stock lists. How far a list is and what became of its rows is read with the scope of listings.</summary>
internal static class ImportScopes
{
    public const string Write = "imports:write";

    public static IServiceCollection AddImportScopes(this IServiceCollection services) => services.AddScopes(
        new Scope(Write, Role.Refurbisher, Role.Operator));
}
