using CeCommerce.Platform.Database;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>
/// Several mutations of a document share a DbContext. Each begins with an empty one: what a refused or failed mutation before it had loaded,
/// changed or staged is neither seen nor saved by it.
/// </summary>
internal sealed class FreshMutations : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (ReferenceEquals(type, schema.Mutation))
        {
            field.Resolver = new Fresh(field.Resolver ?? NameFieldResolver.Instance);
        }
    }

    private sealed class Fresh(IFieldResolver inner) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            context.RequestServices?.GetService<CommerceDatabase>()?.ChangeTracker.Clear();
            return inner.ResolveAsync(context);
        }
    }
}
