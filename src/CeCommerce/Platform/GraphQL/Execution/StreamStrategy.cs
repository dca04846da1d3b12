using System.Runtime.CompilerServices;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>Results of a subscription, one for each event, made when the transport asks for the next.</summary>
internal sealed class ResultStream(IAsyncEnumerable<ExecutionResult> results) : IObservable<ExecutionResult>
{
    public IAsyncEnumerable<ExecutionResult> Results => results;

    public IDisposable Subscribe(IObserver<ExecutionResult> observer) => throw new NotSupportedException("A result stream is pulled, not subscribed to.");
}

/// <summary>
/// Executes a subscription. Each event is paid for, then executed in a service scope of its own or of all who share it, so that no
/// DbContext outlives it; only so many at a time, so that listeners leave the database's connections to others.
/// </summary>
internal sealed class StreamStrategy(IServiceScopeFactory scopes, CostBuckets buckets, GraphQLLimits limits)
    : SubscriptionExecutionStrategy(new SerialExecutionStrategy()), IDisposable
{
    private readonly SemaphoreSlim _gate = new(limits.MaxEventsAtOnce);

    public void Dispose() => _gate.Dispose();

    protected override async Task<IObservable<ExecutionResult>?> ResolveResponseStreamAsync(ExecutionContext context, ExecutionNode node)
    {
        var field = new ReadonlyResolveFieldContext(node, context);
        try
        {
            var source = ((EventStream)await node.FieldDefinition.StreamResolver!.ResolveAsync(field)).Events;
            var one = new Subscribed(CloneExecutionContext(context, CancellationToken.None), node);
            return new ResultStream(source is Changes changes ? Results(changes, one, context.CancellationToken) : Results(source, one, context.CancellationToken));
        }
        catch (ExecutionError refusal)
        {
            refusal.Path = node.ResponsePath;
            context.Errors.Add(refusal);
            return null;
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            context.Errors.Add(await HandleExceptionAsync(context, node, bug, "The subscription could not start."));
            return null;
        }
    }

    private async IAsyncEnumerable<ExecutionResult> Results(Changes changes, Subscribed one, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var listener = changes.Listen();
        while (await listener.WaitAsync(cancellation))
        {
            // Before it is taken: what comes while the listener cannot pay replaces it.
            await PayAsync(one, cancellation);
            if (listener.Take() is not { } heard)
            {
                continue;
            }

            var (result, isSeen) = await OneAsync(heard, changes, one, cancellation);
            if (result is not null)
            {
                yield return result;
            }

            if (result is { Executed: false } || (!isSeen && changes.EndsUnseen))
            {
                yield break;
            }
        }

        if (listener.Missed)
        {
            yield return new ExecutionResult(Missed());
        }
    }

    private async IAsyncEnumerable<ExecutionResult> Results(IAsyncEnumerable<object?> events, Subscribed one, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var source = events.GetAsyncEnumerator(cancellation);
        while (true)
        {
            ExecutionResult? result;
            try
            {
                result = await source.MoveNextAsync() ? await OneAsync(source.Current, one, cancellation) : null;
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // A source that broke cannot be asked again: say so, then end.
                result = await BrokenAsync(bug, one, cancellation);
            }

            if (result is null)
            {
                yield break;
            }

            yield return result;
            if (!result.Executed)
            {
                yield break;
            }
        }
    }

    /// <summary>No result when the thing is not the caller's to see.</summary>
    private async Task<(ExecutionResult? Result, bool IsSeen)> OneAsync(SharedEvent heard, Changes changes, Subscribed one, CancellationToken cancellation)
    {
        try
        {
            return await heard.UseAsync(
                (services, stop) => GatedAsync(() => changes.ReadAsync(services, heard.Line, stop), stop),
                async (services, thing) => thing is null
                    ? (null, false)
                    : (await GatedAsync(() => ExecuteAsync(thing, new KeepingServices(services), one, cancellation), cancellation), true),
                cancellation);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            return (await BrokenAsync(bug, one, cancellation), true);
        }
        finally
        {
            heard.Leave();
        }
    }

    private async Task<ExecutionResult> OneAsync(object? source, Subscribed one, CancellationToken cancellation)
    {
        await PayAsync(one, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        return await GatedAsync(() => ExecuteAsync(source, scope.ServiceProvider, one, cancellation), cancellation);
    }

    private async Task<ExecutionResult> ExecuteAsync(object? source, IServiceProvider services, Subscribed one, CancellationToken cancellation)
    {
        using var context = CloneExecutionContext(one.Context, cancellation);
        context.RequestServices = services;
        var user = one.User.With(services);
        await user.LookAgainAsync(cancellation);
        context.UserContext = user;
        var result = await ProcessDataAsync(context, one.Node, source);
        if (ResultSize.Of(result) is var size && size > one.User.CostOfEvent)
        {
            buckets.Settle(one.User.Payer, size - one.User.CostOfEvent);
        }

        return result;
    }

    private Task PayAsync(Subscribed one, CancellationToken cancellation) => buckets.PayAsync(one.User.Payer, one.User.CostOfEvent, cancellation);

    private static RequestFault Missed() => new("SUBSCRIPTION_FELL_BEHIND", new LocalText(
        $"{EventListener.MostWaiting} 件を超える変更が受け取られずに残ったため、購読を終了しました。改めて購読し、その間の変更は一覧で確認してください。",
        $"The subscription ended: changes of more than {EventListener.MostWaiting} things were waiting to be taken. Subscribe again and read the list for what changed meanwhile."));

    private async Task<T> GatedAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<ExecutionResult> BrokenAsync(Exception bug, Subscribed one, CancellationToken cancellation)
    {
        using var context = CloneExecutionContext(one.Context, cancellation);
        return new ExecutionResult(bug as ExecutionError ?? await HandleExceptionAsync(context, one.Node, bug, "The source of events broke."));
    }

    /// <summary>A subscription that has started.</summary>
    private sealed record Subscribed(ExecutionContext Context, ExecutionNode Node)
    {
        public CommerceUserContext User => (CommerceUserContext)Context.UserContext;
    }
}
