using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Editions;
using Npgsql;

namespace CeCommerce.Orders.Demo;

/// <summary>
/// Writes the year before today of the demo operators: whatever it records is done by the product's own services, at the moment at which it would have been
/// done. Only development can, and only where the demo operators are not registered yet: what somebody recorded is never put behind a made-up past.
/// </summary>
internal static class DemoYear
{
    /// <param name="services">Of today; the year shares their database.</param>
    /// <param name="addServices">The features, for services on the year's clock.</param>
    public static async Task SeedAsync(IServiceProvider services, Action<IServiceCollection, Settings, Func<string>> addServices, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<Settings>();
        if (settings is { DemoYear: true, IsDevelopment: false })
        {
            throw new InvalidOperationException("A past is made up for development only.");
        }

        if (!settings.DemoYear || await HasOperatorsAsync(services, cancellationToken))
        {
            return;
        }

        var first = settings.Clock.Today().AddDays(-DemoTimeline.Days);
        var clock = new DemoClock(Tokyo.StartOf(first));
        await using var then = Then(services, settings with { Clock = clock }, addServices);
        await BeginAsync(then, cancellationToken);
        var year = DemoStory.Of(first, await OperatorAsync(then, DemoOperators.Refurbisher, cancellationToken), await OperatorAsync(then, DemoOperators.Rental, cancellationToken));
        foreach (var moment in year.Moments)
        {
            clock.MoveTo(moment.At);
            await using var scope = then.CreateAsyncScope();
            await moment.HappensAsync(scope.ServiceProvider, cancellationToken);
        }
    }

    /// <summary>The rules, the operators and their auditor are there from the first day on.</summary>
    private static async Task BeginAsync(ServiceProvider then, CancellationToken cancellationToken)
    {
        await OwnEdition.PrepareAsync(then, cancellationToken);
        await DemoOperators.SeedAsync(then, cancellationToken);
        await DemoAssignments.SeedAsync(then, cancellationToken);
    }

    private static ServiceProvider Then(IServiceProvider today, Settings settings, Action<IServiceCollection, Settings, Func<string>> addServices)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        addServices(services, settings, () => throw new InvalidOperationException("The year shares the database of today."));
        services.AddSingleton(today.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(today.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton(today.GetRequiredService<DirectDatabase>());
        services.AddScoped<DemoShelf>().AddScoped<DemoSales>().AddScoped<DemoOffice>().AddScoped<DemoReviews>();
        return services.BuildServiceProvider();
    }

    private static async Task<bool> HasOperatorsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetRequiredService<OperatorDirectory>();
        return await known.FindAsync(DemoOperators.Refurbisher, cancellationToken) is not null || await known.FindAsync(DemoOperators.Rental, cancellationToken) is not null;
    }

    private static async Task<Guid> OperatorAsync(ServiceProvider then, string code, CancellationToken cancellationToken)
    {
        await using var scope = then.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OperatorDirectory>().FindAsync(code, cancellationToken))!.Value;
    }
}
