namespace CeCommerce.Platform.Hosting;

/// <summary>
/// Runs one command's work on the product's own services, beside a running server or alone: reads the settings, opens (or shares) the
/// database, brings it up to date, and lets go of it afterwards. Refusals are said in both languages and end with exit code 2.
/// </summary>
internal sealed class CommandHost(Composition composition)
{
    /// <summary>The work gets the services of one scope, and answers the exit code.</summary>
    public async Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        if (!Settings.Read(Environment.GetEnvironmentVariable).Try(out var settings, out var error))
        {
            return Refusals.Say(error);
        }

        await using var database = new ProductDatabase(settings);
        return await database.OpenAsync(cancellationToken) is { } refusal
            ? Refusals.Say(refusal)
            : await WorkAsync(settings, database.ConnectionString, work, cancellationToken);
    }

    private async Task<int> WorkAsync(
        Settings settings, string connectionString, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddCommerceLogging(settings));
        composition.AddServices(services, settings, () => connectionString);
        await using var provider = services.BuildServiceProvider();
        try
        {
            await StartupStep.RunAllAsync(composition.Steps, provider, settings, serving: false, cancellationToken);
            await using var scope = provider.CreateAsyncScope();
            return await work(scope.ServiceProvider, cancellationToken);
        }
        catch (StartRefused refused)
        {
            return Refusals.Say(refused.Error);
        }
    }
}
