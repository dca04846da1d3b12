using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>Keeps the ways in which operators get things to buyers, every change with its history.</summary>
internal sealed class ShippingMethodService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new ShippingMethodsBusy("input"));

    public async Task<Outcome<ShippingMethod>> SetAsync(Caller caller, SetShippingMethodInput input, CancellationToken cancellationToken) =>
        ShippingLimits.Read(input).Try(out var terms, out var invalid)
            ? await OnceAsync(
                new(caller, "setShippingMethod", input.IdempotencyKey, new { method = input.ShippingMethodId?.ToString(), owner = input.OperatorId?.ToString(), terms }),
                () => input.ShippingMethodId is { } id ? AgainAsync(caller, id, terms, cancellationToken) : NewAsync(caller, input.OperatorId, terms, cancellationToken),
                cancellationToken)
            : Outcome<ShippingMethod>.Refused(invalid);

    public Task<Outcome<ShippingMethod>> RetireAsync(Caller caller, RetireShippingMethodInput input, CancellationToken cancellationToken) => OnceAsync(
        new(caller, "retireShippingMethod", input.IdempotencyKey, new { method = input.ShippingMethodId.ToString() }),
        () => RetireAsync(caller, input.ShippingMethodId, cancellationToken),
        cancellationToken);

    private async Task<Outcome<ShippingMethod>> NewAsync(Caller caller, OperatorId? named, ShippingTerms terms, CancellationToken cancellationToken)
    {
        var id = named ?? (caller.OperatorId is { } tenant ? OperatorId.From(tenant) : default(OperatorId?));
        if (await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(id?.ToString() ?? "", "input", "operatorId");
        }

        // So that of several that come at once each sees those before it.
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({owner.Id.ToString()}, 23))", cancellationToken);
        if (await database.Set<ShippingMethod>().CountAsync(x => x.OperatorId == owner.Id && x.RetiredAt == null, cancellationToken) >= ShippingLimits.Methods)
        {
            return new TooManyShippingMethods(ShippingLimits.Methods, "input");
        }

        var now = Now;
        var made = ShippingMethod.Of(TypedId.New<ShippingMethodId>(now), owner, terms, now);
        database.Add(made);
        database.Note(HistoryEntry.Of(made.Id, "set", caller, now, null, terms));
        return made;
    }

    private async Task<Outcome<ShippingMethod>> AgainAsync(Caller caller, ShippingMethodId id, ShippingTerms terms, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { RetiredAt: null } method)
        {
            return new ShippingMethodNotFound(id.ToString(), "input", "shippingMethodId");
        }

        if (method.Terms.Kind != terms.Kind)
        {
            return new ShippingValueInvalid(
                new("配送と店頭受取は入れ替えられません。新しい配送方法を登録してください。", "A parcel does not become a pick-up. Set a new method instead."), "input", "shippingMethodId");
        }

        var (now, old) = (Now, method.Terms);
        method.Set(terms, now);
        database.Note(HistoryEntry.Of(id, "set", caller, now, old, terms));
        return method;
    }

    private async Task<Outcome<ShippingMethod>> RetireAsync(Caller caller, ShippingMethodId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { RetiredAt: null } method)
        {
            return new ShippingMethodNotFound(id.ToString(), "input", "shippingMethodId");
        }

        method.Retire(Now);
        database.Note(HistoryEntry.Of(id, "retired", caller, Now));
        return method;
    }

    private Task<ShippingMethod?> FindAsync(Caller caller, ShippingMethodId id, CancellationToken cancellationToken)
    {
        var all = database.Set<ShippingMethod>().Include(x => x.Operator);
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return (caller.Role == Role.Platform ? all : all.Where(x => own != null && x.OperatorId == own)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
    }

    private Task<Outcome<ShippingMethod>> OnceAsync(KeyedRequest request, Func<Task<Outcome<ShippingMethod>>> work, CancellationToken cancellationToken) => _changes.OnceAsync(
        request,
        work,
        method => method.Id.ToString(),
        async id => await database.Set<ShippingMethod>().Include(x => x.Operator).SingleAsync(x => x.Id == TypedId.Parse<ShippingMethodId>(id), cancellationToken),
        cancellationToken);

    /// <summary>As it is told, and no finer: the same answer again is the same.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
