using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CeCommerce.Platform.Database;

/// <summary>
/// The product's database: one context for all features, each in a PostgreSQL schema of its own, so that one
/// <c>SaveChangesAsync</c> writes a change, its history and its event together. Features bring their mappings as
/// <see cref="IEntityTypeConfiguration{TEntity}"/>; every entity has one, since an unmapped one would land in <c>public</c>.
/// </summary>
public sealed class CommerceDatabase(DbContextOptions<CommerceDatabase> options) : DbContext(options)
{
    /// <summary>Rows that this context has read or is to write, as they are in memory. Unlike <c>Local</c> it does not compare all rows with what they were.</summary>
    public IReadOnlyList<T> Known<T>()
        where T : class
    {
        using var _ = ComparedAlready();
        return [.. ChangeTracker.Entries<T>().Where(entry => entry.State != EntityState.Deleted).Select(entry => entry.Entity)];
    }

    /// <summary>As long as it lasts nothing is compared with what it was: for steps between which nobody changes a row.</summary>
    internal IDisposable ComparedAlready() => new Comparison(ChangeTracker);

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

    private sealed class Comparison : IDisposable
    {
        private readonly ChangeTracker _tracker;
        private readonly bool _before;

        public Comparison(ChangeTracker tracker)
        {
            (_tracker, _before) = (tracker, tracker.AutoDetectChangesEnabled);
            tracker.AutoDetectChangesEnabled = false;
        }

        public void Dispose() => _tracker.AutoDetectChangesEnabled = _before;
    }
}
