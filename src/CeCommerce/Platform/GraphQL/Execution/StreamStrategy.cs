using System.Runtime.CompilerServices;
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

/// <summary>Executes a subscription: each event in its own service scope, so that no DbContext outlives it.</summary>
internal sealed class StreamStrategy(IServiceScopeFactory scopes) : SubscriptionExecutionStrategy(new SerialExecutionStrategy())
{
    protected override async Task<IObservable<ExecutionResult>?> ResolveResponseStreamAsync(ExecutionContext context, ExecutionNode node)
    {
        var field = new ReadonlyResolveFieldContext(node, context);
        try
        {
            var source = await node.FieldDefinition.StreamResolver!.ResolveAsync(field);
            var kept = CloneExecutionContext(context, CancellationToken.None);
            return new ResultStream(Results(((EventStream)source).Events, kept, node, context.CancellationToken));
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

    private async IAsyncEnumerable<ExecutionResult> Results(
        IAsyncEnumerable<object?> events, ExecutionContext kept, ExecutionNode node, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var source = events.GetAsyncEnumerator(cancellation);
        while (true)
        {
            ExecutionResult? result;
            try
            {
                result = await source.MoveNextAsync() ? await OneAsync(source.Current, kept, node, cancellation) : null;
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // A source that broke cannot be asked again: say so, then end.
                result = await BrokenAsync(bug, kept, node, cancellation);
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

    private async Task<ExecutionResult> OneAsync(object? source, ExecutionContext kept, ExecutionNode node, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var context = CloneExecutionContext(kept, cancellation);
        context.RequestServices = scope.ServiceProvider;
        context.UserContext = ((CommerceUserContext)kept.UserContext).With(scope.ServiceProvider);
        return await ProcessDataAsync(context, node, source);
    }

    private async Task<ExecutionResult> BrokenAsync(Exception bug, ExecutionContext kept, ExecutionNode node, CancellationToken cancellation)
    {
        using var context = CloneExecutionContext(kept, cancellation);
        return new ExecutionResult(bug as ExecutionError ?? await HandleExceptionAsync(context, node, bug, "The source of events broke."));
    }
}
