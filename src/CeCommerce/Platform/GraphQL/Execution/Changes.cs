using CeCommerce.Platform.Events;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>
/// What a subscription to one thing, or to many, returns: the thing as it is whenever something is heard of it. Listeners who may see the same share
/// one reading; what a slow one did not take yet is replaced by what came after.
/// </summary>
internal abstract class Changes(EventListeners listeners)
{
    /// <summary>What is watched.</summary>
    public required Topic Topic { get; init; }

    /// <summary>Which kinds of lines of the log are about that.</summary>
    public required Func<string, bool> IsWanted { get; init; }

    /// <summary>Equal for callers who may see the same of it, and of what hangs on it.</summary>
    public required string Viewers { get; init; }

    /// <summary>Whether not seeing it any more is the end; else such lines are passed over.</summary>
    public bool EndsUnseen { get; init; }

    public EventListener Listen() => listeners.Add(new(Topic, IsWanted, (GetType(), Viewers)));

    public abstract Task<object?> ReadAsync(IServiceProvider services, LoggedEvent line, CancellationToken cancellation);
}

/// <summary>Changes of a <typeparamref name="T"/>; a resolver returns it as <c>IAsyncEnumerable</c>, which tells the schema the type.</summary>
internal sealed class Changes<T>(EventListeners listeners) : Changes(listeners), IAsyncEnumerable<T>
    where T : class
{
    /// <summary>The thing as its viewers may see it now; null when they may not.</summary>
    public required Func<IServiceProvider, LoggedEvent, CancellationToken, Task<T?>> Read { get; init; }

    public override async Task<object?> ReadAsync(IServiceProvider services, LoggedEvent line, CancellationToken cancellation) => await Read(services, line, cancellation);

    /// <summary>For a reader that is no subscription.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var listener = Listen();
        while (await listener.WaitAsync(cancellationToken))
        {
            if (listener.Take() is not { } heard)
            {
                continue;
            }

            var thing = await heard.UseAsync((services, cancellation) => ReadAsync(services, heard.Line, cancellation), static (_, read) => Task.FromResult((T?)read), cancellationToken);
            heard.Leave();
            if (thing is not null)
            {
                yield return thing;
            }
        }
    }
}
