using CeCommerce.Platform.Jobs;

namespace CeCommerce.Platform.Proofs;

/// <summary>Registers what proves that logs were only added to.</summary>
internal static class ProofsFeature
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Settings are read when they are first needed, so that a command that signs nothing makes no key.</summary>
    public static IServiceCollection AddProofs(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => ProofSettings.Read(Environment.GetEnvironmentVariable, settings.Home).Try(out var read, out var error) ? read : throw new StartRefused(error));
        services.AddHttpClient(nameof(UrlWitness), http => http.Timeout = Patience);
        return services
            .AddSingleton<ProofKeyFile>()
            .AddSingleton<IReadOnlyList<IWitness>>(Witnesses)
            .AddScoped<Checkpoints>()
            .AddScoped(provider => ActivatorUtilities.CreateInstance<WitnessNews>(provider, provider.GetRequiredService<IReadOnlyList<IWitness>>()));
    }

    public static IServiceCollection AddProofWorkers(this IServiceCollection services) => services.AddHostedService<CheckpointWorker>();

    private static IReadOnlyList<IWitness> Witnesses(IServiceProvider provider)
    {
        var (settings, witnesses) = (provider.GetRequiredService<ProofSettings>(), new List<IWitness>());
        if (settings.WitnessFile is { } file)
        {
            witnesses.Add(new FileWitness(file));
        }

        if (settings.WitnessUrl is { } url)
        {
            witnesses.Add(new UrlWitness(provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(UrlWitness)), url));
        }

        return witnesses;
    }
}

/// <summary>Makes the checkpoints of the day while the server runs, and tells witnesses.</summary>
internal sealed class CheckpointWorker(IServiceScopeFactory scopes, ILogger<CheckpointWorker> logger) : BackgroundService
{
    private static readonly Pauses Pauses = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Sweep.RepeatAsync(scopes, Pauses, logger, (Checkpoints checkpoints, CancellationToken token) => checkpoints.MakeDueAsync(token), stoppingToken),
        Sweep.RepeatAsync(scopes, Pauses, logger, (WitnessNews witnesses, CancellationToken token) => witnesses.TellAsync(token), stoppingToken));
}
