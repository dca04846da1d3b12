using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Saved;

/// <summary>What consumers do with means of payment that are kept for them.</summary>
internal sealed class SavedMethodService(CommerceDatabase database, IdempotencyKeys keys, ISavedMethods gateway, SavedMethods methods, PaymentClock clock)
{
    /// <summary>More cards than anybody has in use.</summary>
    public const int Limit = 20;

    private readonly AtomicChanges _changes = new(database, keys, new SavedMethodBusy("input"));

    /// <summary>The first transaction makes the row; then the processor is asked. The same request again goes on from there.</summary>
    public async Task<Outcome<SavedMethod>> SaveAsync(Caller caller, SavePaymentMethodInput input, CancellationToken cancellationToken)
    {
        if (PayerOwner.Of(caller) is not { } owner)
        {
            return new PaymentMethodOwnerRequired();
        }

        if (gateway.Methods.FirstOrDefault(means => means.Name == input.PaymentMethod) is not { } means)
        {
            return new PaymentMethodNotSavable([.. gateway.Methods.Select(known => known.Name)], "input", "paymentMethod");
        }

        if (input.AgreedVersion != SavingTerms.Current)
        {
            return new SavingTermsChanged(SavingTerms.Of(input.AgreedPurposes), "input", "agreedVersion");
        }

        var purposes = input.AgreedPurposes.Distinct().Order().ToList();
        var begun = await _changes.OnceAsync(
            new(caller, "savePaymentMethod", input.IdempotencyKey, new { input.PaymentMethod, input.AgreedVersion, purposes }),
            () => BeginAsync(owner, means, purposes, cancellationToken),
            method => method.Id.ToString(),
            name => FindAgainAsync(name, cancellationToken),
            cancellationToken);
        return begun.Try(out var method, out var refusal) ? await ReadAsync(method, cancellationToken) : Outcome<SavedMethod>.Refused(refusal);
    }

    /// <summary>From the first transaction on nobody pays with it. A processor that cannot be asked now is asked by the sweep.</summary>
    public async Task<Outcome<SavedMethod>> RemoveAsync(Caller caller, RemovePaymentMethodInput input, CancellationToken cancellationToken)
    {
        var id = input.SavedPaymentMethodId;
        var removed = await _changes.OnceAsync(
            new(caller, "removePaymentMethod", input.IdempotencyKey, new { method = id.ToString() }),
            () => RemoveAsync(caller, id, cancellationToken),
            method => method.Id.ToString(),
            name => FindAgainAsync(name, cancellationToken),
            cancellationToken);
        if (!removed.Try(out var method, out _) || !method.Unsettled)
        {
            return removed;
        }

        return (await ReadAsync(method, cancellationToken)).Try(out var told, out _) ? told : removed;
    }

    private async Task<Outcome<SavedMethod>> BeginAsync(PayerOwner owner, MeansOfPayment means, IReadOnlyList<OffSessionPurpose> purposes, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var payer = await owner.Own(database.Set<Payer>()).SingleOrDefaultAsync(x => x.Gateway == gateway.Name, cancellationToken);
        if (payer is null)
        {
            payer = Payer.Of(owner, gateway.Name, now);
            database.Add(payer);
        }

        var kept = await database.Set<SavedMethod>().CountAsync(x => x.PayerId == payer.Id && (x.State == SavedMethodState.Pending || x.State == SavedMethodState.Usable), cancellationToken);
        if (kept >= Limit)
        {
            return new TooManyPaymentMethods(Limit, "input");
        }

        payer.Save();
        var method = SavedMethod.Begin(payer, means, new(SavingTerms.Current, purposes, now), clock);
        database.Add(method);
        return method;
    }

    private async Task<Outcome<SavedMethod>> RemoveAsync(Caller caller, SavedMethodId id, CancellationToken cancellationToken)
    {
        if (await database.Set<SavedMethod>().Include(x => x.Payer).OwnedBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } method)
        {
            return new PaymentMethodNotFound("input", "savedPaymentMethodId");
        }

        var (before, now) = (method.State, clock.Now);
        method.Remove(now);
        database.Record(method, before, caller, now);
        return method;
    }

    private async Task<Outcome<SavedMethod>> ReadAsync(SavedMethod method, CancellationToken cancellationToken)
    {
        try
        {
            return await methods.ReadAsync(method.Id, cancellationToken);
        }
        catch (PaymentGatewayUnavailable)
        {
            return new PaymentProcessorUnavailable("input");
        }
    }

    private Task<SavedMethod> FindAgainAsync(string name, CancellationToken cancellationToken) =>
        database.Set<SavedMethod>().Include(x => x.Payer).SingleAsync(x => x.Id == TypedId.Parse<SavedMethodId>(name), cancellationToken);
}
