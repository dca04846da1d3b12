namespace CeCommerce.Platform.Hosting;

/// <summary>
/// The order of leaving: readiness says no, load balancers get time to notice, then the listener closes and running requests finish
/// (the host's shutdown timeout), and the database goes last.
/// </summary>
internal sealed class Draining(TimeSpan notice) : IHostedLifecycleService
{
    /// <summary>How long a request that runs may still take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool HasBegun { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        await Task.Delay(notice, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
