namespace CeCommerce.Platform.Events;

/// <summary>
/// A line of the log as one class of viewers sees it. However many of them listen, what they need is read once, in one scope that they use
/// one after another: a thousand listeners take one connection at a time.
/// </summary>
/// <param name="line">The line.</param>
/// <param name="scopes">Makes the scope when the first of them asks.</param>
/// <param name="listeners">How many were told; each leaves once.</param>
internal sealed class SharedEvent(LoggedEvent line, IServiceScopeFactory scopes, int listeners) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _staying = listeners;
    private AsyncServiceScope? _scope;
    private Task<object?>? _read;

    public LoggedEvent Line => line;

    /// <summary>Waits for the turn, reads unless another one has, and uses what was read.</summary>
    public async Task<T> UseAsync<T>(
        Func<IServiceProvider, CancellationToken, Task<object?>> read, Func<IServiceProvider, object?, Task<T>> use, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var services = (_scope ??= scopes.CreateAsyncScope()).ServiceProvider;
            if (_read is null or { IsCanceled: true })
            {
                _read = read(services, cancellation);
            }

            return await use(services, await _read);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Done with it, or not interested any more. The last one puts the scope away.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _staying) == 0)
        {
            _ = DisposeAsync().AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }
}
