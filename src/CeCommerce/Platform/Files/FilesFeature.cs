using CeCommerce.Platform.Jobs;

namespace CeCommerce.Platform.Files;

/// <summary>Registers the store of files: a bucket when the settings name one, else a folder of the home.</summary>
internal static class FilesFeature
{
    // No area is named so, since its name is letters only.
    private const string Drafts = ".drafts";

    public static IServiceCollection AddFiles(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => FileSettings.Read(Environment.GetEnvironmentVariable, settings.Home).Try(out var read, out var error)
            ? read
            : throw new StartRefused(error));
        services.AddSingleton(provider => new FileDrafts(Path.Combine(provider.GetRequiredService<FileSettings>().Folder, Drafts)));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<FileSettings>() is { S3: { } s3 }
            ? new S3Store(s3, provider.GetRequiredService<FileDrafts>())
            : new FolderStore(provider.GetRequiredService<FileSettings>().Folder, provider.GetRequiredService<FileDrafts>()));
        return services.AddSingleton<FileStore>();
    }

    public static IServiceCollection AddFileWorkers(this IServiceCollection services) => services.AddHostedService<DraftSweep>();

    /// <summary>A store that refuses us stops the start; one that is full or does not answer now may do so later, and health tells.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var files = services.GetRequiredService<FileStore>();
        if (await files.ProbeAsync(cancellationToken) is { Trouble: FileStoreTrouble.Denied } refused)
        {
            throw new StartRefused(new FileStoreUnusable(files.Place, refused.Message));
        }

        files.Sweep();
    }
}

/// <summary>Removes drafts that killed processes left.</summary>
internal sealed class DraftSweep(IServiceScopeFactory scopes, ILogger<DraftSweep> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync<FileStore>(scopes, s_pause, logger, (files, _) => Task.FromResult(files.Sweep()), stoppingToken);
}
