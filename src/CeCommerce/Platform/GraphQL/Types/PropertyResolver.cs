using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>
/// Reads a property of the source. GraphQL.NET compiles such a reader for each property of the schema when it starts, which was a
/// third of the schema's time; this one compiles when its field is first asked for.
/// </summary>
internal sealed class PropertyResolver(PropertyInfo property, LambdaExpression source) : IFieldResolver, IRequiresResolveFieldContextAccessor
{
    private MemberResolver? _compiled;

    public bool RequiresResolveFieldContextAccessor => false;

    // Two requests at once may both compile; either result serves.
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => (_compiled ??= new MemberResolver(property, source)).ResolveAsync(context);
}
