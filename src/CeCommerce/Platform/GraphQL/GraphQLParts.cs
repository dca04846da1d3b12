using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Finds the things behind many ids at once; leaves out what this caller may not see or what does not exist.</summary>
public delegate Task<IReadOnlyDictionary<TId, T>> NodeResolver<T, TId>(
    IReadOnlyCollection<TId> ids, CommerceUserContext context, CancellationToken cancellation)
    where TId : struct, ITypedId<TId>;

/// <summary>What a feature adds to the one schema. Collected at start-up, read once by <see cref="CommerceSchema"/>.</summary>
public sealed class GraphQLParts
{
    private readonly List<Type> _queries = [];
    private readonly List<Type> _mutations = [];
    private readonly List<Type> _subscriptions = [];
    private readonly List<Type> _concrete = [];
    private readonly Dictionary<Type, Type> _outputs = [];
    private readonly List<(Type Type, Action<IComplexGraphType> Add)> _extensions = [];
    private readonly Dictionary<string, NodeSource> _nodes = new(StringComparer.Ordinal);

    internal IReadOnlyList<Type> QueryRoots => _queries;

    internal IReadOnlyList<Type> MutationRoots => _mutations;

    internal IReadOnlyList<Type> SubscriptionRoots => _subscriptions;

    /// <summary>Graph types that no field names, such as the kinds behind an interface.</summary>
    internal IReadOnlyList<Type> Concrete => _concrete;

    internal IReadOnlyDictionary<Type, Type> Outputs => _outputs;

    internal ILookup<Type, Action<IComplexGraphType>> Extensions => _extensions.ToLookup(extension => extension.Type, extension => extension.Add);

    internal IReadOnlyDictionary<string, NodeSource> Nodes => _nodes;

    /// <summary>Every public static method of <typeparamref name="T"/> becomes a field of Query.</summary>
    public GraphQLParts Queries<T>() => Add(_queries, typeof(T));

    /// <summary>Every public static method of <typeparamref name="T"/> becomes a field of Mutation.</summary>
    public GraphQLParts Mutations<T>() => Add(_mutations, typeof(T));

    /// <summary>Every public static method of <typeparamref name="T"/> becomes a field of Subscription; it returns <c>IAsyncEnumerable</c>.</summary>
    public GraphQLParts Subscriptions<T>() => Add(_subscriptions, typeof(T));

    /// <summary>What the public may see of <typeparamref name="T"/> is what <typeparamref name="TGraph"/> lists.</summary>
    public GraphQLParts Type<T, TGraph>()
        where TGraph : IGraphType
    {
        _outputs[typeof(T)] = typeof(TGraph);
        return Add(_concrete, typeof(TGraph));
    }

    /// <summary>Fields of <typeparamref name="T"/>'s graph type that only a feature above it can answer.</summary>
    public GraphQLParts Extend<T>(Action<ObjectGraphType<T>> add)
    {
        _extensions.Add((typeof(T), graph => add((ObjectGraphType<T>)graph)));
        return this;
    }

    /// <summary>A described enum, its values in SCREAMING_SNAKE_CASE.</summary>
    public GraphQLParts Enum<T>()
        where T : struct, Enum => Add(_concrete, typeof(CommerceEnumType<T>));

    /// <summary>A refusal; its own properties appear beside code, message and path.</summary>
    public GraphQLParts Error<T>()
        where T : UserError => Add(_concrete, typeof(UserErrorType<T>));

    /// <summary>A result or value type that no field names, for example a member of an interface or union.</summary>
    public GraphQLParts Result<T>()
        where T : class => Add(_concrete, typeof(CommerceObjectType<T>));

    /// <summary>Lets the identifier travel as the scalar ID. Done for every typed id that a field or argument names; say it for others.</summary>
    public GraphQLParts Id<TId>()
        where TId : struct, ITypedId<TId>
    {
        TypedIdText.Register<TId>();
        return this;
    }

    /// <summary>Makes <typeparamref name="T"/> reachable by <c>node(id)</c> and <c>nodes(ids)</c>; its graph type gets the interface Node.</summary>
    /// <param name="scope">Needed as for the fields that give the thing; null when anybody may ask.</param>
    public GraphQLParts Node<T, TId>(NodeResolver<T, TId> resolver, string? scope = null)
        where T : class
        where TId : struct, ITypedId<TId>
    {
        Id<TId>();
        if (!_nodes.TryAdd(TId.Prefix, NodeSource.Of(resolver, scope)))
        {
            throw new InvalidOperationException($"Two node types use the prefix '{TId.Prefix}'.");
        }

        return this;
    }

    private GraphQLParts Add(List<Type> list, Type type)
    {
        if (!list.Contains(type))
        {
            list.Add(type);
        }

        return this;
    }
}
