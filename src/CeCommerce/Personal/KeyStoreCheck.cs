using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CeCommerce.Personal;

/// <summary>At start: that the keys can be used and are those of this database.</summary>
internal sealed class KeyStoreCheck(CommerceDatabase database, PersonKeys keys, MasterKeys masters, ILogger<KeyStoreCheck> logger)
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = masters.Newest;
            var identity = await keys.Store.IdentityAsync(cancellationToken);
            if (await OwnIdentityAsync(identity, cancellationToken) != identity)
            {
                throw new StartRefused(new KeyStoreForeign(keys.Store.Place));
            }
        }
        catch (KeyStoreFailure failure)
        {
            if (failure.InnerException is StartRefused refused)
            {
                throw new StartRefused(refused.Error);
            }

            if (failure.Trouble == KeyTrouble.Denied)
            {
                throw new StartRefused(new KeyStoreUnusable(keys.Store.Place, failure.Message));
            }

            PersonalLog.CheckedLater(logger, keys.Store.Place, failure.Message);
        }
    }

    /// <summary>The store that the database's first server came with, as long as nothing was erased or kept beside another.</summary>
    private async Task<Guid> OwnIdentityAsync(Guid identity, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO personal.key_store (id) VALUES ({identity})
            ON CONFLICT (one) DO UPDATE SET id = excluded.id WHERE NOT EXISTS (SELECT FROM personal.recipients)
            """,
            cancellationToken);
        return await database.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM personal.key_store").SingleAsync(cancellationToken);
    }
}

/// <summary>Degraded, which is still ready: most of what a server does needs no personal data.</summary>
internal sealed class KeysHealth(IKeyStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.IdentityAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (KeyStoreFailure failure)
        {
            return HealthCheckResult.Degraded($"the keys of personal data cannot be used ({failure.Trouble})");
        }
    }
}
