using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Which store of keys is the one of this database.</summary>
internal sealed class OwnKeyStore(CommerceDatabase database)
{
    /// <summary>Empty when no server came yet.</summary>
    public Task<Guid> FindAsync(CancellationToken cancellationToken) =>
        database.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM personal.key_store").SingleOrDefaultAsync(cancellationToken);

    /// <summary>The store that the database's first server came with, as long as nothing was erased or kept beside another.</summary>
    public async Task<Guid> TakeAsync(Guid identity, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO personal.key_store (id) VALUES ({identity})
            ON CONFLICT (one) DO UPDATE SET id = excluded.id WHERE NOT EXISTS (SELECT FROM personal.recipients) AND NOT EXISTS (SELECT FROM personal.retained_texts) AND NOT EXISTS (SELECT FROM personal.texts)
            """,
            cancellationToken);
        return await FindAsync(cancellationToken);
    }

    /// <summary>From here on servers start beside the other store only.</summary>
    public Task ChangeAsync(Guid from, Guid to, CancellationToken cancellationToken) => database.Database.ExecuteSqlAsync(
        $"INSERT INTO personal.key_store (id) VALUES ({to}) ON CONFLICT (one) DO UPDATE SET id = excluded.id WHERE key_store.id = {from}", cancellationToken);
}
