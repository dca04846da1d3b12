using System.Net.Sockets;

namespace CeCommerce.Platform.Hosting;

/// <summary>The serving process, from settings to the last request.</summary>
internal static class CommerceServer
{
    /// <summary>Runs until SIGTERM or Ctrl+C; answers the exit code.</summary>
    public static async Task<int> RunAsync(Settings settings, Composition composition, CancellationToken cancellationToken)
    {
        await using var database = new ProductDatabase(settings, serving: true);
        // PostgreSQL starts while this process gets ready for it.
        var opening = database.OpenAsync(cancellationToken);
        await using var app = Build(settings, () => database.ConnectionString, composition);
        var preparing = Task.Run(() => composition.Prepare(app.Services), CancellationToken.None);
        if ((await opening ?? await StartedAsync(app, settings, composition, preparing, cancellationToken)) is { } refusal)
        {
            return Refusals.Say(refusal);
        }

        Console.WriteLine($"CeCommerce is ready at {string.Join(", ", app.Urls)}");
        // Cancelled by the command line's own signal handler, which runs before the host's and waits for us.
        await app.WaitForShutdownAsync(cancellationToken);
        return HasFailed(app) ? 1 : 0;
    }

    private static async Task<IUserError?> StartedAsync(WebApplication app, Settings settings, Composition composition, Task preparing, CancellationToken cancellationToken)
    {
        try
        {
            var refusal = await StartAsync(app, settings, composition, cancellationToken);
            await preparing;
            return refusal;
        }
        catch (StartRefused refused)
        {
            return refused.Error;
        }
    }

    /// <summary>The application, not yet started; tests build theirs the same way.</summary>
    /// <param name="settings">What the environment says.</param>
    /// <param name="connectionString">Asked for when the application starts, not before.</param>
    /// <param name="composition">The features.</param>
    public static WebApplication Build(Settings settings, Func<string> connectionString, Composition composition)
    {
        // Empty: no appsettings.json and no file watchers; the settings, and the variables of OpenTelemetry and of the features' sections, are the only source of configuration.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "cecommerce",
            EnvironmentName = settings.Environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection([.. EnvironmentVariables.Named("OTEL_"), .. EnvironmentVariables.Of(composition.Sections)]);
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(settings.Urls.Split(';'));
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = settings.IsDevelopment);
        builder.Logging.AddCommerceLogging(settings);
        builder.Services.AddRouting();
        composition.AddServices(builder.Services, settings, connectionString);
        composition.AddServing(builder.Services, settings);
        return builder.Build();
    }

    /// <summary>Prepares what must be there before the first answer, then listens; answers the refusal when it cannot listen there.</summary>
    public static async Task<IUserError?> StartAsync(WebApplication app, Settings settings, Composition composition, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            StartupStep.RunAllAsync(composition.Steps, app.Services, settings, serving: true, cancellationToken),
            Task.Run(() => composition.Map(app), CancellationToken.None));
        try
        {
            await app.StartAsync(cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is IOException or SocketException or FormatException or InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" })
        {
            return new CannotListen(settings.Urls, failure.Message);
        }
    }

    // A worker that throws stops the host (and has been logged); whoever restarts us must see that this was no orderly end.
    private static bool HasFailed(WebApplication app) =>
        app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(worker => worker.ExecuteTask is { IsFaulted: true });
}
