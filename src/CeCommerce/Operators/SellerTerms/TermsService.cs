using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.SellerTerms;

/// <summary>Keeps which terms operators accepted; the history has all of them.</summary>
internal sealed class TermsService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new OperatorChangedMeanwhile("input"));

    public Task<Outcome<Operator>> AcceptAsync(Caller caller, AcceptPlatformTermsInput input, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "acceptPlatformTerms", input.IdempotencyKey, new { version = input.Version }),
        () => DecideAsync(caller, input.Version, cancellationToken),
        accepting => accepting.Id.ToString(),
        async id => await database.Set<Operator>().SingleAsync(x => x.Id == TypedId.Parse<OperatorId>(id), cancellationToken),
        cancellationToken);

    private async Task<Outcome<Operator>> DecideAsync(Caller caller, string version, CancellationToken cancellationToken)
    {
        if (caller.OperatorId is not { } tenant
            || await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == OperatorId.From(tenant), cancellationToken) is not { } accepting)
        {
            return new OperatorNotFound("", "input");
        }

        var now = clock.GetUtcNow();
        var current = PlatformTerms.On(Tokyo.DayOf(now));
        if (version != current.Version)
        {
            return new PlatformTermsNotCurrent(current.Version, "input", "version");
        }

        if (accepting.Terms?.Version != version)
        {
            var before = accepting.Terms;
            accepting.Accept(new(version, now));
            database.Note(HistoryEntry.Of(accepting.Id, "platform_terms_accepted", caller, now, before, accepting.Terms));
        }

        return accepting;
    }
}
