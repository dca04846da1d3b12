using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Operators;
using CeCommerce.Operators.Payouts;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Listings.Demo;

/// <summary>
/// Units of the nine product groups that demo operators lease and repair: drafted, worked on and published, so that what is disclosed follows
/// from recorded acts. Seeding again changes nothing.
/// </summary>
internal sealed class DemoWorkshop(
    NpgsqlDataSource source, CommerceDatabase database, ListingDraftService drafts, ListingService listings, ActService acts)
{
    private static readonly string[] SourceIds = [.. DemoUnits.All.Select(unit => unit.SourceId)];

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetRequiredService<OperatorDirectory>();
        var today = scope.ServiceProvider.GetRequiredService<TimeProvider>().Today();
        foreach (var units in DemoUnits.All.GroupBy(unit => unit.Owner))
        {
            if (await known.FindAsync(units.Key, cancellationToken) is { } owner)
            {
                await scope.ServiceProvider.GetRequiredService<DemoWorkshop>().SeedAsync(owner, units, today, cancellationToken);
            }
        }
    }

    private async Task SeedAsync(Guid owner, IEnumerable<DemoUnit> units, DateOnly today, CancellationToken cancellationToken)
    {
        var there = await OfferedAsync(owner, cancellationToken);
        var caller = Caller.System with { Role = Role.Operator, OperatorId = owner, ClientId = "seed" };
        foreach (var unit in units.Where(unit => !there.Contains(unit.SourceId)))
        {
            var drafted = Done(unit, await drafts.DraftAsync(caller, unit.AsInput(unit.Owner == DemoOperators.Rental ? "27" : "13"), cancellationToken));
            database.ChangeTracker.Clear();
            await WorkAsync(caller, unit, drafted.ItemId, today, cancellationToken);
            await PublishAsync(caller, unit, drafted.Id, cancellationToken);
        }
    }

    private async Task WorkAsync(Caller caller, DemoUnit unit, ItemId item, DateOnly today, CancellationToken cancellationToken)
    {
        if (unit.Erasure(item, today) is { } erasure)
        {
            Done(unit, await acts.RecordAsync(caller, erasure, cancellationToken));
        }

        if (unit.Repair(item, today) is { } repair)
        {
            Done(unit, await acts.RecordAsync(caller, repair, cancellationToken));
        }

        Done(unit, await acts.RecordAsync(caller, unit.Inspection(item, today), cancellationToken));
        database.ChangeTracker.Clear();
    }

    private async Task PublishAsync(Caller caller, DemoUnit unit, ListingId listing, CancellationToken cancellationToken)
    {
        var published = await listings.PublishAsync(caller, listing, cancellationToken);
        database.ChangeTracker.Clear();
        // Somebody may have tried other rules or ended the operator's permit here before: the draft then says what is missing.
        if (published.Error is not (StandardsNotMet or PayoutsNotEnabled))
        {
            Done(unit, published);
        }
    }

    // In SQL, because a start that finds everything in place should not have to compile a query for that.
    private async Task<HashSet<string>> OfferedAsync(Guid owner, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT source_id FROM listings.listings WHERE operator_id = $1 AND source_id = ANY ($2)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = SourceIds });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static T Done<T>(DemoUnit unit, Outcome<T> outcome)
        where T : notnull => outcome.Try(out var value, out var error)
            ? value
            : throw new InvalidOperationException($"The demo listing {unit.SourceId} is refused: {error.Message.En}");
}
