using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Makes each graph type once for the schema, from the container's singletons, and gives node types the interface Node.</summary>
internal sealed class GraphTypeSource(IServiceProvider services, GraphQLParts parts) : IServiceProvider
{
    private readonly Dictionary<Type, IGraphType> _made = [];
    private readonly ILookup<Type, Action<IComplexGraphType>> _extensions = parts.Extensions;
    private readonly HashSet<Type> _nodes = [.. parts.Nodes.Values.Select(node => node.ClrType)];

    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IEnumerable<IGraphTypeMappingProvider>))
        {
            return new IGraphTypeMappingProvider[] { new ClrTypeMapping(parts) };
        }

        return typeof(IGraphType).IsAssignableFrom(serviceType) ? Graph(serviceType) : services.GetService(serviceType);
    }

    private IGraphType? Graph(Type type)
    {
        if (typeof(ScalarGraphType).IsAssignableFrom(type) && type.Assembly == typeof(ScalarGraphType).Assembly && !type.IsGenericType)
        {
            // The library's own scalars are shared instances that it finds itself.
            return null;
        }

        if (!_made.TryGetValue(type, out var made))
        {
            made = (IGraphType)ActivatorUtilities.CreateInstance(services, type);
            _made.Add(type, made);
            Complete(made);
        }

        return made;
    }

    private void Complete(IGraphType made)
    {
        if (made is IObjectGraphType node && SourceType(made.GetType()) is { } source && _nodes.Contains(source))
        {
            node.Interfaces.Add<NodeInterface>();
        }

        if (made is IComplexGraphType complex and not IInputObjectGraphType)
        {
            foreach (var extend in SourceType(made.GetType()) is { } extended ? _extensions[extended] : [])
            {
                extend(complex);
            }

            ExpressionFields.Complete(complex, SourceType(made.GetType()));
        }

        made.Description ??= SourceType(made.GetType()) is { } described ? Descriptions.Of(described) : null;
    }

    private static Type? SourceType(Type? type)
    {
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ComplexGraphType<>)))
        {
            type = type.BaseType;
        }

        return type?.GetGenericArguments()[0];
    }
}
