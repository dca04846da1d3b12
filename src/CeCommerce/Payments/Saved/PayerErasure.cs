using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>Forgets what an erased consumer has saved. Part of the caller's transaction, which saves; the sweep has the processor forget it, again and again until it has.</summary>
internal sealed class PayerErasure(CommerceDatabase database)
{
    public async Task ForgetAsync(string clientId, string consumerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var payer in await new PayerOwner(clientId, consumerId).Own(database.Set<Payer>()).ToListAsync(cancellationToken))
        {
            payer.Forget(now);
            foreach (var method in await database.Set<SavedMethod>().Where(x => x.PayerId == payer.Id).ToListAsync(cancellationToken))
            {
                var before = method.State;
                method.Forget(now);
                database.Record(method, before, Caller.System, now);
            }
        }
    }
}
