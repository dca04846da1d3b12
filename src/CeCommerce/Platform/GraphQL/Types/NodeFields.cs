using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Relay's interface Node.</summary>
internal sealed class NodeInterface : InterfaceGraphType
{
    public NodeInterface()
    {
        Name = "Node";
        Description = "Something with an identifier that is unique in the whole product, so that a client can fetch it again.";
        Field<NonNullGraphType<GlobalIdType>>("id").Description("The identifier: a prefix that names the kind, `_`, and 26 characters.");
    }
}

/// <summary>The fields <c>node</c> and <c>nodes</c>: the prefix of the id says which feature to ask.</summary>
internal static class NodeFields
{
    public static FieldType One() => new()
    {
        Name = "node",
        Description = "Fetches anything by its identifier; null when there is no such thing or the caller may not see it.",
        Type = typeof(NodeInterface),
        Arguments = [new QueryArgument<NonNullGraphType<GlobalIdType>> { Name = "id", Description = "The identifier of any node." }],
        Resolver = new FuncFieldResolver<IDataLoaderResult<object?>>(field => Load(field, field.GetArgument<string>("id"))),
        Metadata = { [AccessRule.Key] = AccessRule.Everyone },
    };

    public static FieldType Many(int most) => new()
    {
        Name = "nodes",
        Description = $"Fetches up to {most} things by their identifiers, in the same order; null where `node` would give null.",
        Type = typeof(NonNullGraphType<ListGraphType<NodeInterface>>),
        Arguments =
        [
            new QueryArgument<NonNullGraphType<ListGraphType<NonNullGraphType<GlobalIdType>>>>
            {
                Name = "ids",
                Description = $"The identifiers, at most {most}.",
            },
        ],
        Resolver = new FuncFieldResolver<object>(field => LoadMany(field, most)),
        Metadata = { [AccessRule.Key] = AccessRule.Everyone },
    };

    private static IEnumerable<IDataLoaderResult<object?>> LoadMany(IResolveFieldContext field, int most)
    {
        var ids = field.GetArgument<List<string>>("ids");
        return ids.Count <= most
            ? [.. ids.Select(id => Load(field, id))]
            : throw new RequestFault("PAGE_TOO_LARGE", new LocalText(
                $"ids は一度に{most}件までです（{ids.Count}件が指定されました）。", $"ids takes at most {most} identifiers at once; {ids.Count} were given."));
    }

    private static IDataLoaderResult<object?> Load(IResolveFieldContext field, string text)
    {
        if (!TypedId.TrySplit(text, out var prefix, out var value))
        {
            throw TypedIdText.InvalidId("xxx_", text);
        }

        return field.RequestServices!.GetRequiredService<NodeLoader>().Load(new NodeKey(prefix.ToString(), value), CommerceUserContext.Of(field));
    }
}
