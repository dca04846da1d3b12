using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CeCommerce.Platform.Hosting;

/// <summary>Health, telemetry and an orderly end, for the serving process.</summary>
internal static class HostingFeature
{
    /// <summary>Tag of the health checks that decide about <c>/health/ready</c>; a feature adds its own with it.</summary>
    public const string Ready = "ready";

    // Orchestrators look at readiness every few seconds, a person in development does not.
    private static readonly TimeSpan s_productionNotice = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHosting(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => new Draining(settings.IsDevelopment ? TimeSpan.Zero : s_productionNotice));
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Draining.Patience);
        services.AddHealthChecks()
            .AddCheck<DrainingHealth>("serving", tags: [Ready])
            .AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(3))
            .AddCheck<FilesHealth>("files", failureStatus: HealthStatus.Degraded, tags: [Ready], timeout: TimeSpan.FromSeconds(3));
        return services.AddDoorLimits().AddLockGauges().AddHostedService<GaugeReader>().AddTelemetry();
    }

    /// <summary>Believes what the proxies of <see cref="Settings.TrustedProxies"/> say of the caller's address and of TLS.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var trusted = app.ApplicationServices.GetRequiredService<Settings>().TrustedProxies;
        if (trusted.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }

        return app.UseForwardedHeaders(options);
    }

    public static IEndpointRouteBuilder MapHosting(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
        endpoints.MapPrometheusScrapingEndpoint("/metrics");
        return endpoints;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description, data = entry.Value.Data }),
    });
}
