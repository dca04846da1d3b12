using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Database;

/// <summary>
/// The product's database: one context for all features, each in a PostgreSQL schema of its own, so that one
/// <c>SaveChangesAsync</c> writes a change, its history and its event together. Features bring their mappings as
/// <see cref="IEntityTypeConfiguration{TEntity}"/>; every entity has one, since an unmapped one would land in <c>public</c>.
/// </summary>
public sealed class CommerceDatabase(DbContextOptions<CommerceDatabase> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CommerceDatabase).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        foreach (var id in typeof(CommerceDatabase).Assembly.GetTypes().Where(IsTypedId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConversion<>).MakeGenericType(id));
        }
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));
}
