namespace CeCommerce.Platform.Jobs;

/// <summary>How long a worker waits before its first round and before each other one.</summary>
internal readonly record struct Pauses(TimeSpan First, TimeSpan Between)
{
    public static implicit operator Pauses(TimeSpan both) => new(both, both);
}

/// <summary>A round of work that is repeated with a pause before each, so that a starting server answers first; a round that fails is logged and comes again.</summary>
internal static partial class Sweep
{
    public static async Task RepeatAsync<TService>(
        IServiceScopeFactory scopes, Pauses pauses, ILogger logger, Func<TService, CancellationToken, Task<int>> round, CancellationToken stoppingToken)
        where TService : notnull
    {
        for (var pause = pauses.First; ; pause = pauses.Between)
        {
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await round(scope.ServiceProvider.GetRequiredService<TService>(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                RoundFailed(logger, error, typeof(TService).Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of {Work} failed; it is tried again.")]
    private static partial void RoundFailed(ILogger logger, Exception error, string work);
}
