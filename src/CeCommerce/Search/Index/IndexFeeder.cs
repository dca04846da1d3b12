using CeCommerce.Platform.Events;

namespace CeCommerce.Search.Index;

/// <summary>Keeps this server's index up to date and rebuilds it when asked; starts over after a failure, whatever it was.</summary>
internal sealed partial class IndexFeeder(ListingIndex index, IndexServers servers, EventBroadcast broadcast, ILogger<IndexFeeder> logger) : BackgroundService
{
    private const int ReportEvery = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await servers.LeaveAsync();
        }
        catch (Exception gone)
        {
            Interrupted(logger, gone);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync(index.FollowAsync, stoppingToken),
        KeepAsync(AnswerAsync, stoppingToken),
        KeepAsync(LiveAsync, stoppingToken));

    private async Task LiveAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await servers.SayAliveAsync(stoppingToken);
            await Task.Delay(SignOfLife, stoppingToken);
        }
    }

    private async Task AnswerAsync(CancellationToken stoppingToken)
    {
        await foreach (var asked in broadcast.ListenAsync(line => line.Kind == IndexServers.RebuildAsked, stoppingToken))
        {
            await RebuildAsync(IndexServers.NameOf(asked.Sequence), stoppingToken);
        }
    }

    private async Task RebuildAsync(string request, CancellationToken stoppingToken)
    {
        var (total, taken) = (await index.CountAsync(stoppingToken), new Taken());
        try
        {
            var rebuild = index.RebuildAsync(taken, stoppingToken);
            for (var told = -1L; !rebuild.IsCompleted; await Task.WhenAny(rebuild, Task.Delay(200, stoppingToken)))
            {
                if (taken.Count - told >= ReportEvery || told < 0)
                {
                    told = taken.Count;
                    await servers.ReportAsync(request, new(told, total, Done: false, Failure: null), stoppingToken);
                }
            }

            var refused = (await rebuild).Error;
            await servers.ReportAsync(request, new(taken.Count, total, Done: true, refused?.Message.En), stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whoever asked waits for it.
            await servers.ReportAsync(request, new(taken.Count, total, Done: true, failure.Message), stoppingToken);
            throw;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Keeping the search index was interrupted; trying again.")]
    private static partial void Interrupted(ILogger logger, Exception failure);

    // Progress<T> would post to the pool and arrive out of order.
    private sealed class Taken : IProgress<long>
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public void Report(long value) => Volatile.Write(ref _count, value);
    }
}
