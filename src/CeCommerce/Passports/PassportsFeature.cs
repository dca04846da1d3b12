using CeCommerce.Passports.Export;
using CeCommerce.Passports.Log;
using CeCommerce.Passports.Recording;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Passports;

/// <summary>Registers the history of units.</summary>
internal static class PassportsFeature
{
    public static IServiceCollection AddPassports(this IServiceCollection services) => services
        .AddScoped<LineReading>()
        .AddScoped<HistoryRecorder>()
        .AddScoped<HistoryExport>()
        .AddScoped<PassportSealing>()
        .AddScoped<IProvenLog>(provider => provider.GetRequiredService<PassportSealing>());

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddPassportWorkers(this IServiceCollection services) => services.AddHostedService<RecordingWorker>().AddHostedService<SealingWorker>();
}
