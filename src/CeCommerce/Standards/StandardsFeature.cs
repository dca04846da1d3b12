namespace CeCommerce.Standards;

/// <summary>Registers the standards engine over the pack in use.</summary>
public static class StandardsFeature
{
    public static IServiceCollection AddStandards(this IServiceCollection services) => services.AddSingleton(StandardsEngine.Current);
}
