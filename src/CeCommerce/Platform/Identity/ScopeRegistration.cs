namespace CeCommerce.Platform.Identity;

/// <summary>How a feature says which scopes its fields need.</summary>
internal static class ScopeRegistration
{
    public static IServiceCollection AddScopes(this IServiceCollection services, params ReadOnlySpan<Scope> scopes)
    {
        foreach (var scope in scopes)
        {
            services.AddSingleton(scope);
        }

        return services;
    }
}
