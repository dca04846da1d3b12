using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CeCommerce.Platform.Events;

/// <summary>Registers the event log and its readers.</summary>
internal static class EventsFeature
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventLog>()
        .AddScoped<SubjectLines>()
        .AddSingleton<EventSequencer>()
        .AddSingleton<EventSequencing>()
        .AddSingleton<IInterceptor, CommitListener>()
        .AddSingleton<OwnLines>()
        .AddSingleton<EventCatalogue>()
        .AddSingleton<EventReaders>()
        .AddSingleton<LogLag>()
        .AddSingleton<EventCursors>()
        .AddSingleton<EventFeed>()
        .AddSingleton<EventListeners>()
        .AddSingleton<EventBroadcast>();

    /// <summary>Declares the kinds of lines that a feature writes.</summary>
    public static IServiceCollection AddEventKinds(this IServiceCollection services, IReadOnlyList<EventKind> kinds)
    {
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }

        return services;
    }

    /// <summary>What only a serving process does: numbering the log, listening to it, handing its lines out, and making months for what comes.</summary>
    public static IServiceCollection AddEventWorkers(this IServiceCollection services) => services
        .AddHostedService<MonthsAhead>()
        .AddHostedService<EventGauges>()
        .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
        .AddHostedService(provider => provider.GetRequiredService<EventBroadcast>());
}
