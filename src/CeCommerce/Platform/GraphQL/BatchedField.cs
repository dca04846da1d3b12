using GraphQL.Builders;
using GraphQL.DataLoader;
using GraphQL.Resolvers;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Batch loading for fields that are declared in a graph type's constructor.</summary>
public static class BatchedField
{
    /// <summary><c>Field&lt;MakerType&gt;("maker").Through&lt;MakerLoader&gt;((loader, toy) => loader.Load(toy.MakerId))</c>.</summary>
    public static FieldBuilder<TSource, object> Through<TSource, TLoader>(
        this FieldBuilder<TSource, object> field, Func<TLoader, TSource, IDataLoaderResult> load)
        where TLoader : notnull
    {
        field.FieldType.Resolver = new FuncFieldResolver<TSource, object>(
            context => load(context.RequestServices!.GetRequiredService<TLoader>(), context.Source));
        return field;
    }
}
