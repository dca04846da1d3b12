using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Execution;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CeCommerce.Platform.Hosting;

/// <summary>
/// Metrics at <c>/metrics</c> always; traces, and metrics too, to an OTLP collector when OTEL_EXPORTER_OTLP_ENDPOINT names one.
/// SQL is recorded without its parameters and URLs with their query values redacted (both defaults of the instrumentations).
/// </summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        var collector = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("cecommerce")).WithMetrics(metrics => metrics
            .AddMeter(OperationTelemetry.Name, GaugeReader.Meter, EventGauges.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(collector))
        {
            telemetry.WithTracing(tracing => tracing.AddSource(OperationTelemetry.Name).AddNpgsql().AddAspNetCoreInstrumentation(http => http.Filter = IsWorthTracing)).UseOtlpExporter();
        }

        return services;
    }

    private static bool IsWorthTracing(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);
}
