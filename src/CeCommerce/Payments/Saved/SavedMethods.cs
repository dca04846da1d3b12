using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>
/// Mirrors what consumers saved at the processor. What happened is never taken from a webhook but read at the processor, and an answer to an older question never stands over
/// one to a newer: duplicates and any order of arrival end the same. Never inside a transaction.
/// </summary>
internal sealed class SavedMethods(CommerceDatabase database, IdempotencyKeys keys, ISavedMethods gateway, PaymentClock clock) : IHearWebhook
{
    private readonly AtomicChanges _changes = new(database, keys, new SavedMethodBusy("input"));

    /// <summary>Asks the processor for what is wanted of it, or just how it stands, and keeps the answer.</summary>
    public async Task<SavedMethod> ReadAsync(SavedMethodId id, CancellationToken cancellationToken)
    {
        var asked = await database.Set<SavedMethod>().AsNoTracking().Include(x => x.Payer).SingleAsync(x => x.Id == id, cancellationToken);
        var askedAt = clock.Now;
        var told = await AskAsync(asked, askedAt, cancellationToken);
        var isPayerGone = told is null && asked is { State: SavedMethodState.Pending, SetupId: null } && !await gateway.KnowsAsync(await PayerAsync(asked.Payer, cancellationToken), cancellationToken);
        var heard = await _changes.RunAsync<SavedMethod>(() => HearAsync(id, told, (askedAt, isPayerGone), cancellationToken), cancellationToken);
        return heard.Value ?? throw new PaymentGatewayUnavailable("Others kept changing the saved means of payment.");
    }

    /// <summary>There is news about something of the processor; false when it could not be asked, true also when that is none of ours.</summary>
    public async Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        if (!gateway.IsAbout(webhook.Kind))
        {
            return true;
        }

        try
        {
            foreach (var id in await NamedAsync(webhook.Reference, cancellationToken))
            {
                await ReadAsync(id, cancellationToken);
            }

            return true;
        }
        catch (PaymentGatewayUnavailable)
        {
            return false;
        }
    }

    /// <summary>A charge with it was refused: it may be gone at the processor. Where that cannot be asked now, the sweep asks.</summary>
    public async Task DoubtAsync(SavedCharge charge, CancellationToken cancellationToken)
    {
        try
        {
            if (TypedId.TryParse<SavedMethodId>(charge.Id, out var id))
            {
                await ReadAsync(id, cancellationToken);
            }
        }
        catch (PaymentGatewayUnavailable)
        {
            // It stays as it was last known.
        }
    }

    /// <summary>The processor's own name of a payer, made if it has none yet.</summary>
    public async Task<string> PayerAsync(Payer payer, CancellationToken cancellationToken)
    {
        if (payer.ProcessorId is { } known)
        {
            return known;
        }

        var made = await gateway.PayerAsync(payer.Id, cancellationToken);
        await database.Set<Payer>().Where(x => x.Id == payer.Id && x.ProcessorId == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.ProcessorId, made), cancellationToken);
        return (await database.Set<Payer>().Where(x => x.Id == payer.Id).Select(x => x.ProcessorId).SingleAsync(cancellationToken))!;
    }

    private async Task<MethodAtProcessor?> AskAsync(SavedMethod method, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = method.RequestOf(await PayerAsync(method.Payer, cancellationToken));
        return method switch
        {
            { State: SavedMethodState.Removed, Unsettled: true } => await gateway.RemoveAsync(request, cancellationToken),
            { State: SavedMethodState.Pending } when now >= method.MadeAt + clock.Settings.SavingTime => await gateway.EndAsync(request, cancellationToken),
            { State: SavedMethodState.Pending, SetupId: null } => await gateway.SaveAsync(request, cancellationToken),
            _ => await gateway.FindAsync(request, cancellationToken),
        };
    }

    private async Task<Outcome<SavedMethod>> HearAsync(SavedMethodId id, MethodAtProcessor? told, (DateTimeOffset AskedAt, bool IsPayerGone) heard, CancellationToken cancellationToken)
    {
        var method = await database.Set<SavedMethod>().Include(x => x.Payer).SingleAsync(x => x.Id == id, cancellationToken);
        var before = method.State;
        if (method.Hear(told, heard.AskedAt))
        {
            database.Record(method, before, Caller.System, clock.Now);
        }

        if (heard.IsPayerGone && method.Payer.ForgottenAt is null)
        {
            method.Payer.Retire(clock.Now);
        }

        return method;
    }

    /// <summary>By our name of it, or by the processor's name of it, of what was agreed, or of its payer.</summary>
    private async Task<IReadOnlyList<SavedMethodId>> NamedAsync(string name, CancellationToken cancellationToken)
    {
        var all = database.Set<SavedMethod>().AsNoTracking();
        if (TypedId.TryParse<SavedMethodId>(name, out var own))
        {
            return await all.Where(x => x.Id == own).Select(x => x.Id).ToListAsync(cancellationToken);
        }

        return await all.Where(x => x.SetupId == name).Union(all.Where(x => x.ProcessorId == name)).Union(all.Where(x => x.MandateId == name))
            .Union(all.Where(x => x.State == SavedMethodState.Usable && x.Payer.Gateway == gateway.Name && x.Payer.ProcessorId == name))
            .Select(x => x.Id).Take(SavedMethodService.Limit).ToListAsync(cancellationToken);
    }
}
