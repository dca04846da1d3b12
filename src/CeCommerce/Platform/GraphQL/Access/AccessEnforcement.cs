using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace CeCommerce.Platform.GraphQL.Access;

/// <summary>
/// The one place where access rules take effect: every field with a rule gets its resolver wrapped when the schema is made,
/// and a root field without a rule stops the start.
/// </summary>
internal sealed class AccessEnforcement : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        var rule = AccessRule.Of(field);
        var isRoot = ReferenceEquals(type, schema.Query) || ReferenceEquals(type, schema.Mutation) || ReferenceEquals(type, schema.Subscription);
        if (rule is null && isRoot)
        {
            throw new InvalidOperationException($"{type.Name}.{field.Name} has no access rule: mark its method [Public] or [Allow(...)].");
        }

        if (rule is not { Open: false })
        {
            return;
        }

        var name = $"{type.Name}.{field.Name}";
        field.Resolver = new Guard(rule, name, field.Resolver ?? NameFieldResolver.Instance);
        if (field.StreamResolver is { } stream)
        {
            field.StreamResolver = new StreamGuard(rule, name, stream);
        }
    }

    private static void Check(AccessRule rule, string name, IResolveFieldContext context)
    {
        if (rule.Refusal(CommerceUserContext.Of(context).Caller, name) is { } refusal)
        {
            throw refusal;
        }
    }

    private sealed class Guard(AccessRule rule, string name, IFieldResolver inner) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            Check(rule, name, context);
            return inner.ResolveAsync(context);
        }
    }

    private sealed class StreamGuard(AccessRule rule, string name, ISourceStreamResolver inner) : ISourceStreamResolver
    {
        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context)
        {
            Check(rule, name, context);
            return inner.ResolveAsync(context);
        }
    }
}
