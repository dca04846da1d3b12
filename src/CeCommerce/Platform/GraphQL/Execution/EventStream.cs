using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>
/// The events of a subscription field, pulled by the transport: the next one is asked for when the last one was sent, so a slow client
/// slows its own source down and nothing piles up.
/// </summary>
internal sealed class EventStream(IAsyncEnumerable<object?> events) : IObservable<object?>
{
    public IAsyncEnumerable<object?> Events => events;

    /// <summary>GraphQL.NET passes streams around as observables; ours are only ever pulled.</summary>
    public IDisposable Subscribe(IObserver<object?> observer) => throw new NotSupportedException("An event stream is pulled, not subscribed to.");
}

/// <summary>Calls a method that returns <c>IAsyncEnumerable</c>; each event is then the source of the field.</summary>
internal sealed class EventStreamResolver : ISourceStreamResolver
{
    private static readonly MethodInfo BoxMethod = typeof(EventStreamResolver).GetMethod(nameof(Box), BindingFlags.Static | BindingFlags.NonPublic)!;
    private readonly Func<IResolveFieldContext, IAsyncEnumerable<object?>> _call;

    private EventStreamResolver(Func<IResolveFieldContext, IAsyncEnumerable<object?>> call) => _call = call;

    public static bool Fits(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    /// <param name="method">Static; returns the events.</param>
    /// <param name="arguments">How each parameter gets its value, in order; those without an expression are arguments of the field.</param>
    public static EventStreamResolver For(MethodInfo method, IReadOnlyDictionary<string, ArgumentInformation> arguments)
    {
        var context = Expression.Parameter(typeof(IResolveFieldContext), "context");
        var call = Expression.Call(method, method.GetParameters().Select(parameter => Value(parameter, arguments[parameter.Name!], context)));
        var boxed = Expression.Call(BoxMethod.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0]), call);
        return new EventStreamResolver(Expression.Lambda<Func<IResolveFieldContext, IAsyncEnumerable<object?>>>(boxed, context).Compile());
    }

    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) => new(new EventStream(_call(context)));

    private static Expression Value(ParameterInfo parameter, ArgumentInformation argument, ParameterExpression context) =>
        argument.Expression is { } given
            ? Expression.Convert(Expression.Invoke(given, context), parameter.ParameterType)
            : Expression.Call(
                typeof(ResolveFieldContextExtensions), nameof(ResolveFieldContextExtensions.GetArgument), [parameter.ParameterType],
                context, Expression.Constant(parameter.Name), Expression.Default(parameter.ParameterType));

    private static IAsyncEnumerable<object?> Box<T>(IAsyncEnumerable<T> events) => events as IAsyncEnumerable<object?> ?? BoxedAsync(events);

    private static async IAsyncEnumerable<object?> BoxedAsync<T>(IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var one in events.WithCancellation(cancellation))
        {
            yield return one;
        }
    }
}
