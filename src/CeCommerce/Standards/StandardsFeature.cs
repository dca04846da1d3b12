using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Standards;

/// <summary>Registers the standards engine over the pack in use.</summary>
public static class StandardsFeature
{
    /// <summary>Reading what standards compliance is judged by.</summary>
    internal const string ComplianceRead = "compliance:read";

    public static IServiceCollection AddStandards(this IServiceCollection services) => services
        .AddSingleton(StandardsEngine.Current)
        .AddScopes(new Scope(ComplianceRead, Role.Refurbisher, Role.Operator, Role.Auditor));
}
