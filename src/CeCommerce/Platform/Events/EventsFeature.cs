namespace CeCommerce.Platform.Events;

/// <summary>Registers the event log and its readers.</summary>
internal static class EventsFeature
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventLog>()
        .AddSingleton<EventTurns>()
        .AddSingleton<EventFeed>()
        .AddSingleton<EventBroadcast>();

    /// <summary>What only a serving process does: listening to the log and handing its lines out.</summary>
    public static IServiceCollection AddEventWorkers(this IServiceCollection services) => services
        .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
        .AddHostedService(provider => provider.GetRequiredService<EventBroadcast>());
}
