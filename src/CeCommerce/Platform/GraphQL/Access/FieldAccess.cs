using GraphQL.Builders;

namespace CeCommerce.Platform.GraphQL.Access;

/// <summary>Access rules for fields that are declared in a graph type's constructor.</summary>
public static class FieldAccess
{
    public static FieldBuilder<TSource, TReturn> Allow<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, params Role[] roles) =>
        field.Ruled(new AccessRule(roles, null, Open: false));

    public static FieldBuilder<TSource, TReturn> AllowScope<TSource, TReturn>(
        this FieldBuilder<TSource, TReturn> field, string scope, params Role[] roles) => field.Ruled(new AccessRule(roles, scope, Open: false));

    private static FieldBuilder<TSource, TReturn> Ruled<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field, AccessRule rule)
    {
        field.FieldType.Metadata[AccessRule.Key] = rule;
        return field;
    }
}
