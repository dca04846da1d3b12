using GraphQL.Builders;

namespace CeCommerce.Platform.GraphQL.Access;

/// <summary>Access rules for fields that are declared in a graph type's constructor.</summary>
public static class FieldAccess
{
    public static FieldBuilder<TSource, TReturn> Allow<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, params Role[] roles)
    {
        field.FieldType.Metadata[AccessRule.Key] = new AccessRule(roles, null, Open: false);
        return field;
    }
}
