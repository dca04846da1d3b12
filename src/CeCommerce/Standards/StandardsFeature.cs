using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Identity;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.OperatorRules;

namespace CeCommerce.Standards;

/// <summary>Registers the rules, and the standards engine over the edition in use.</summary>
public static class StandardsFeature
{
    /// <summary>Reading what standards compliance is judged by.</summary>
    internal const string ComplianceRead = "compliance:read";

    public static IServiceCollection AddStandards(this IServiceCollection services) => services
        .AddSingleton<KnownPacks>()
        .AddSingleton<RuleEditions>()
        .AddSingleton<OperatorPacks>()
        .AddSingleton<ActiveEdition>()
        .AddScoped(provider => provider.GetRequiredService<ActiveEdition>().Engine)
        .AddScoped<OwnEdition>()
        .AddScoped<RuleService>()
        .AddEventKinds(StandardsEvents.Kinds)
        .AddScopes(new Scope(ComplianceRead, Role.Refurbisher, Role.Operator, Role.Auditor));

    /// <summary>What only a serving process does: following what other servers activate.</summary>
    internal static IServiceCollection AddStandardsWorkers(this IServiceCollection services) => services.AddHostedService<EditionFollower>();
}
