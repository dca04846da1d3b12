using CeCommerce.Platform.Jobs;

namespace CeCommerce.Passports.Recording;

/// <summary>Records while the server runs.</summary>
internal sealed class RecordingWorker(IServiceScopeFactory scopes, ILogger<RecordingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (HistoryRecorder recorder, CancellationToken token) => recorder.RunAsync(token), stoppingToken);
}
