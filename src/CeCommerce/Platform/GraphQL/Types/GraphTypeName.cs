using System.Reflection;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>How a CLR type is called in the schema: <c>[Name]</c> or its own name; pages of X are XConnection, their edges XEdge.</summary>
internal static class GraphTypeName
{
    public static string Of(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.GetCustomAttribute<NameAttribute>()?.Name ?? type.Name;
        }

        var inner = Of(type.GetGenericArguments()[0]);
        return type.GetGenericTypeDefinition() == typeof(Page<>) ? inner + "Connection"
            : type.GetGenericTypeDefinition() == typeof(Edge<>) ? inner + "Edge"
            : inner + type.Name.Split('`')[0];
    }
}
