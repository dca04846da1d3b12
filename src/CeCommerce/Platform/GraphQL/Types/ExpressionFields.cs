using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Gives fields declared as <c>Field(x => x.Title)</c> what auto-registered fields have: the doc comment and the caller's language.</summary>
internal static class ExpressionFields
{
    public static void Complete(IComplexGraphType graph, Type? source)
    {
        if (source is null || source == typeof(object))
        {
            return;
        }

        foreach (var field in graph.Fields)
        {
            if (source.GetProperty(field.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property)
            {
                field.Description ??= Descriptions.Of(property);
            }

            if (field.Resolver?.GetType() is { IsGenericType: true } resolver && resolver.GetGenericTypeDefinition() == typeof(ExpressionFieldResolver<,>))
            {
                LocalTextResolver.Wrap(field, resolver.GetGenericArguments()[1]);
            }
        }
    }
}
