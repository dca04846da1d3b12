using CeCommerce.Platform.Database;
using CeCommerce.Platform.Database.CompiledModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CeCommerce.Tests.Platform;

/// <summary>The generated model that the product starts with is the one that the mappings describe; <c>scripts/compile-model</c> generates it anew.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void The_compiled_model_says_what_the_mappings_say()
    {
        using var database = new DesignTimeDatabase().CreateDbContext([]);
        Assert.Same(CommerceDatabaseModel.Instance, database.Model);
        Assert.Equal(Lines(database.GetService<IDesignTimeModel>().Model), Lines(database.Model));
    }

    private static List<string> Lines(IModel model) => [.. model.GetEntityTypes().SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(IEntityType entity)
    {
        yield return $"{entity.Name}: {entity.GetSchema()}.{entity.GetTableName()}";
        foreach (var property in entity.GetFlattenedProperties())
        {
            var converter = property.GetValueConverter();
            yield return $"{entity.Name}.{property.DeclaringType.Name}.{property.Name}: {property.GetColumnName()} {property.GetColumnType()} null={property.IsNullable} "
                + $"{property.ClrType} as {converter?.ProviderClrType} key={property.IsPrimaryKey()} version={property.IsConcurrencyToken} generated={property.ValueGenerated}";
        }

        foreach (var key in entity.GetForeignKeys())
        {
            yield return $"{entity.Name}: {Names(key.Properties)} refers to {key.PrincipalEntityType.Name} {key.DeleteBehavior} {key.DependentToPrincipal?.Name}";
        }

        foreach (var index in entity.GetIndexes())
        {
            yield return $"{entity.Name}: index {Names(index.Properties)} unique={index.IsUnique}";
        }
    }

    private static string Names(IEnumerable<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(property => property.Name));
}
