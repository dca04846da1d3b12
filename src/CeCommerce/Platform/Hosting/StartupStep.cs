namespace CeCommerce.Platform.Hosting;

/// <summary>When a step runs.</summary>
[Flags]
internal enum StepScope
{
    /// <summary>The server and every command that works on the product's data.</summary>
    Everywhere = 0,

    /// <summary>Not in commands: only a serving process needs it.</summary>
    Serving = 1,

    /// <summary>Not outside development.</summary>
    Development = 2,
}

/// <summary>Something that must be finished before the product answers: migrations, demo data, an index, a schema. Must be safe to repeat.</summary>
internal sealed record StartupStep(string Name, StepScope Scope, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>Runs those of <paramref name="steps"/> that apply, in order, and logs how long each took.</summary>
    public static async Task RunAllAsync(IEnumerable<StartupStep> steps, IServiceProvider services, Settings settings, bool serving, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ILogger<StartupStep>>();
        foreach (var step in steps.Where(step => step.Applies(settings, serving)))
        {
            var since = TimeProvider.System.GetTimestamp();
            await step.RunAsync(services, cancellationToken);
            logger.LogDebug("{Step} done in {Milliseconds:F0} ms", step.Name, TimeProvider.System.GetElapsedTime(since).TotalMilliseconds);
        }
    }

    private bool Applies(Settings settings, bool serving) =>
        (serving || !Scope.HasFlag(StepScope.Serving)) && (settings.IsDevelopment || !Scope.HasFlag(StepScope.Development));
}
