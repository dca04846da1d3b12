using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Platform.Hosting;

/// <summary>When a step runs.</summary>
[Flags]
internal enum StepScope
{
    /// <summary>The server and every command that works on the product's data.</summary>
    Everywhere = 0,

    /// <summary>Not in commands: only a serving process needs it, for itself, beside others that do the same.</summary>
    Serving = 1,

    /// <summary>Not outside development.</summary>
    Development = 2,
}

/// <summary>Something that must be finished before the product answers: migrations, demo data, an index, a schema. Must be safe to repeat.</summary>
internal sealed record StartupStep(string Name, StepScope Scope, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>Runs those of <paramref name="steps"/> that apply, in order: what changes the database while no other process does.</summary>
    public static async Task RunAllAsync(IReadOnlyList<StartupStep> steps, IServiceProvider services, Settings settings, bool serving, CancellationToken cancellationToken)
    {
        var applying = steps.Where(step => step.Applies(settings, serving)).ToList();
        try
        {
            // Processes that start together take turns, and each later one finds the work done.
            await using var turn = await services.GetRequiredService<DirectDatabase>().LockAsync("database steps", cancellationToken);
            await RunInOrderAsync(applying.Where(step => !step.Scope.HasFlag(StepScope.Serving)), services, cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            throw new StartRefused(new DatabaseRefused(refused.SqlState, refused.MessageText));
        }

        await RunInOrderAsync(applying.Where(step => step.Scope.HasFlag(StepScope.Serving)), services, cancellationToken);
    }

    private static async Task RunInOrderAsync(IEnumerable<StartupStep> steps, IServiceProvider services, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ILogger<StartupStep>>();
        foreach (var step in steps)
        {
            var since = TimeProvider.System.GetTimestamp();
            await step.RunAsync(services, cancellationToken);
            logger.LogDebug("{Step} done in {Milliseconds:F0} ms", step.Name, TimeProvider.System.GetElapsedTime(since).TotalMilliseconds);
        }
    }

    private bool Applies(Settings settings, bool serving) =>
        (serving || !Scope.HasFlag(StepScope.Serving)) && (settings.IsDevelopment || !Scope.HasFlag(StepScope.Development));
}
