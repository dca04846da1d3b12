using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CeCommerce.Personal;

/// <summary>At start: that the keys can be used and are those of this database.</summary>
internal sealed class KeyStoreCheck(OwnKeyStore own, PersonKeys keys, MasterKeys masters, ILogger<KeyStoreCheck> logger)
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = masters.Newest;
            var identity = await keys.Store.IdentityAsync(cancellationToken);
            // A store whose keys are in another one takes no database over.
            var closed = await keys.Store.IsClosedAsync(cancellationToken);
            if ((closed ? await own.FindAsync(cancellationToken) : await own.TakeAsync(identity, cancellationToken)) != identity)
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
}

/// <summary>Degraded, which is still ready: most of what a server does needs no personal data.</summary>
internal sealed class KeysHealth(IKeyStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await store.IsClosedAsync(cancellationToken)
                ? HealthCheckResult.Degraded("the keys of personal data were moved to another store, or are being moved")
                : HealthCheckResult.Healthy();
        }
        catch (KeyStoreFailure failure)
        {
            return HealthCheckResult.Degraded($"the keys of personal data cannot be used ({failure.Trouble})");
        }
    }
}
