using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Operators;

/// <summary>Keeps the operators' legal identity, permits and notified addresses, every change with its history.</summary>
internal sealed class OperatorService(CommerceDatabase database, TimeProvider clock)
{
    private const int Attempts = 10;

    public async Task<Outcome<Operator>> RegisterAsync(Caller caller, string code, OperatorProfile profile, CancellationToken cancellationToken)
    {
        if ((OperatorLimits.CheckCode(code) ?? OperatorLimits.Check(profile)) is { } invalid)
        {
            return invalid;
        }

        var now = clock.GetUtcNow();
        var registered = Operator.Register(TypedId.New<OperatorId>(now), code, profile, now);
        database.Add(registered);
        database.Note(HistoryEntry.Of(registered.Id, "registered", caller, now, null, profile));
        database.Tell(OperatorEvents.Registered(registered, now));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return registered;
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { ConstraintName: "ux_operators_code" })
        {
            database.ChangeTracker.Clear();
            return new OperatorCodeTaken(code, "input", "code");
        }
    }

    public Task<Outcome<Operator>> DescribeAsync(Caller caller, OperatorId id, OperatorProfile profile, CancellationToken cancellationToken) =>
        ChangeAsync(caller, id, OperatorLimits.Check(profile), "described", x => x.Profile, (x, now) => x.Describe(profile, now), cancellationToken);

    public Task<Outcome<Operator>> HoldLicenceAsync(Caller caller, OperatorId id, DealerLicence licence, CancellationToken cancellationToken) =>
        ChangeAsync(caller, id, OperatorLimits.Check(licence), "licence recorded", x => x.Licences, (x, now) => x.Hold(licence, now), cancellationToken);

    public Task<Outcome<Operator>> NotifyUrlAsync(Caller caller, OperatorId id, NotifiedUrl url, CancellationToken cancellationToken) =>
        ChangeAsync(caller, id, OperatorLimits.Check(url), "address notified", x => x.NotifiedUrls, (x, now) => x.Notify(url, now), cancellationToken);

    private async Task<Outcome<Operator>> ChangeAsync(
        Caller caller, OperatorId id, OperatorValueInvalid? invalid, string what, Func<Operator, object> part, Action<Operator, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        if (invalid is not null)
        {
            return invalid;
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } changed)
            {
                return new OperatorNotFound(id.ToString(), "input", "id");
            }

            var (old, now) = (part(changed), clock.GetUtcNow());
            change(changed, now);
            Record(changed, what, caller, now, old, part(changed));
            try
            {
                await database.SaveChangesAsync(cancellationToken);
                return changed;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody recorded another licence or address meanwhile; this one is added to what is there now.
                database.ChangeTracker.Clear();
                await Task.Delay(Random.Shared.Next(1, 10 * attempt), cancellationToken);
            }
        }

        return new OperatorChangedMeanwhile("input", "id");
    }

    private void Record(Operator changed, string what, Caller caller, DateTimeOffset now, object? old, object? @new)
    {
        database.Note(HistoryEntry.Of(changed.Id, what, caller, now, old, @new));
        database.Tell(OperatorEvents.After(what, changed, now));
    }
}
