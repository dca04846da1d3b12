using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Introspection;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL;

/// <summary>The one schema, put together from what the features registered. A singleton; construction fails when a part breaks a rule.</summary>
public sealed class CommerceSchema : Schema
{
    public CommerceSchema(IServiceProvider services, GraphQLParts parts, GraphQLLimits limits)
        : base(new GraphTypeSource(services, parts), runConfigurations: false)
    {
        Description = "Circular-economy commerce in Japan: reuse, refurbished goods, renting and sharing.";
        Comparer = new AlphabeticalSchemaComparer();
        RegisterType(new GlobalIdType());
        RegisterType(new LongScalar());
        Query = Root("Query", "Everything that can be read.", parts.QueryRoots);
        Query.AddField(NodeFields.One());
        Query.AddField(NodeFields.Many(limits.MaxPageSize));
        Mutation = parts.MutationRoots.Count == 0 ? null : Root("Mutation", "Everything that can be changed.", parts.MutationRoots);
        Subscription = parts.SubscriptionRoots.Count == 0 ? null : Root("Subscription", "What a client can be told as it happens.", parts.SubscriptionRoots);
        RequireEvents();
        RegisterTypes([typeof(NodeInterface), typeof(UserErrorInterface), typeof(MoneyType), .. parts.Concrete]);
        RegisterVisitor(new FreshMutations());
        RegisterVisitor(new AccessEnforcement());
        Initialize();
    }

    /// <summary>The schema language text, sorted, so that two prints of one schema are equal.</summary>
    public string Print() => SchemaText.Print(this);

    private void RequireEvents()
    {
        if (Subscription?.Fields.FirstOrDefault(field => field.StreamResolver is not EventStreamResolver) is { } other)
        {
            throw new InvalidOperationException($"Subscription.{other.Name} must return IAsyncEnumerable, so that the transport can pull its events.");
        }
    }

    private static ObjectGraphType Root(string name, string description, IEnumerable<Type> classes)
    {
        var root = new ObjectGraphType { Name = name, Description = description };
        foreach (var type in classes)
        {
            var fields = (IObjectGraphType)Activator.CreateInstance(typeof(CommerceObjectType<>).MakeGenericType(type))!;
            foreach (var field in fields.Fields)
            {
                root.AddField(field);
            }
        }

        return root;
    }
}
