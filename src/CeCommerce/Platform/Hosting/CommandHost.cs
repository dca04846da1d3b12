using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.Hosting;

/// <summary>
/// Runs one command's work on the product's own services, beside a running server or alone: reads the settings, opens (or shares) the
/// database, brings it up to date, and lets go of it afterwards. Refusals are said in both languages and end with exit code 2.
/// </summary>
internal sealed class CommandHost(Composition composition)
{
    /// <summary>The work gets the services of one scope, and answers the exit code.</summary>
    public Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken) => RunAsync(
        (provider, settings) => StartupStep.RunAllAsync(composition.Steps, provider, settings, serving: false, cancellationToken), work, cancellationToken);

    /// <summary>As <see cref="RunAsync(Func{IServiceProvider, CancellationToken, Task{int}}, CancellationToken)"/> for work that only reads: the database is left as it is, and refused when it is of another version.</summary>
    public Task<int> ReadAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken) => RunAsync(
        async (provider, _) =>
        {
            await DatabaseMigration.RequireAsync(provider, cancellationToken);
            await composition.PrepareReading(provider, cancellationToken);
        },
        work,
        cancellationToken);

    private async Task<int> RunAsync(
        Func<IServiceProvider, Settings, Task> prepare, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        if (!Settings.Read(Environment.GetEnvironmentVariable).Try(out var settings, out var error))
        {
            return Refusals.Say(error);
        }

        await using var database = new ProductDatabase(settings, serving: false);
        return await database.OpenAsync(cancellationToken) is { } refusal
            ? Refusals.Say(refusal)
            : await WorkAsync(
                settings,
                database.ConnectionString,
                async provider =>
                {
                    await prepare(provider, settings);
                    await using var scope = provider.CreateAsyncScope();
                    return await work(scope.ServiceProvider, cancellationToken);
                });
    }

    private async Task<int> WorkAsync(Settings settings, string connectionString, Func<IServiceProvider, Task<int>> work)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddCommerceLogging(settings));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(EnvironmentVariables.Of(composition.Sections)).Build());
        composition.AddServices(services, settings, () => connectionString);
        await using var provider = services.BuildServiceProvider();
        try
        {
            return await work(provider);
        }
        catch (StartRefused refused)
        {
            return Refusals.Say(refused.Error);
        }
    }
}
