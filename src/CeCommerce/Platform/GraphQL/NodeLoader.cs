using GraphQL.DataLoader;

namespace CeCommerce.Platform.GraphQL;

internal readonly record struct NodeKey(string Prefix, Guid Value);

/// <summary>Collects the ids of all <c>node</c> fields of an operation and asks each feature once.</summary>
internal sealed class NodeLoader(GraphQLParts parts) : BatchLoader<NodeKey, object>
{
    private CommerceUserContext? _context;

    public IDataLoaderResult<object?> Load(NodeKey key, CommerceUserContext context)
    {
        _context = context;
        return Load(key);
    }

    protected override async Task<IReadOnlyDictionary<NodeKey, object>> LoadAsync(IReadOnlyCollection<NodeKey> keys, CancellationToken cancellation)
    {
        var found = new Dictionary<NodeKey, object>();
        foreach (var group in keys.GroupBy(key => key.Prefix, StringComparer.Ordinal))
        {
            if (parts.Nodes.TryGetValue(group.Key, out var source))
            {
                var nodes = await source.Resolve([.. group.Select(key => key.Value)], _context!, cancellation);
                foreach (var (id, node) in nodes)
                {
                    found[new NodeKey(group.Key, id)] = node;
                }
            }
        }

        return found;
    }
}
