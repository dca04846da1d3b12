using CeCommerce.Platform.Events;

namespace CeCommerce.Standards.Editions;

/// <summary>Takes into use what another server activated, as soon as the event log says so; looks now and then in any case.</summary>
internal sealed partial class EditionFollower(ActiveEdition active, EventBroadcast broadcast, ILogger<EditionFollower> logger) : BackgroundService
{
    /// <summary>How long an activation that was not heard of can go unnoticed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(KeepAsync(HearAsync, stoppingToken), KeepAsync(LookAsync, stoppingToken));

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in broadcast.ListenAsync(line => line.Kind == StandardsEvents.Activated, stoppingToken))
        {
            await active.RefreshAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await active.RefreshAsync(stoppingToken);
            await Task.Delay(Look, stoppingToken);
        }
    }

    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Interrupted(logger, failure);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Following the editions of the rules was interrupted; trying again.")]
    private static partial void Interrupted(ILogger logger, Exception failure);
}
