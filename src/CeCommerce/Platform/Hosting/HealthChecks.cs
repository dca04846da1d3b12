using CeCommerce.Platform.Files;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CeCommerce.Platform.Hosting;

/// <summary>Not ready once the process has been told to leave.</summary>
internal sealed class DrainingHealth(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.HasBegun ? HealthCheckResult.Unhealthy("shutting down") : HealthCheckResult.Healthy());
}

/// <summary>
/// Ready when the database answers. Its migrations need no look here: the process does not listen before they are applied, and nobody takes
/// them back.
/// </summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", failure);
        }
    }
}

/// <summary>
/// Degraded, which is still ready, when files can be neither put nor read: all servers share the store, and most of what they do needs none.
/// </summary>
internal sealed class FilesHealth(FileStore files) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await files.ProbeAsync(cancellationToken) is { } failure
            ? HealthCheckResult.Degraded($"the file store cannot be used ({failure.Trouble})")
            : HealthCheckResult.Healthy();
}
