using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Recalls;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Listings.Shelf;

/// <summary>A part of the shelf, by id.</summary>
/// <param name="After">The listing before it.</param>
/// <param name="Most">How many listings at most.</param>
/// <param name="Today">The day by which they are judged.</param>
/// <param name="Owner">Only those of that operator; null: of all.</param>
internal sealed record ShelfPart(ListingId After, int Most, DateOnly Today, OperatorId? Owner = null);

/// <summary>
/// Reads the shelf by the thousand, no more of it than the rules look at. The statement is the model's, its rows are taken as the wire
/// brings them: making objects of a million rows would take longer than judging them.
/// </summary>
internal sealed class ShelfRows(CommerceDatabase database, NpgsqlDataSource source)
{
    /// <summary>In the order of their ids, fewer than asked for when there are no more. On a connection of its own: the next part can be read while this one is judged.</summary>
    public async Task<List<ShelfLine>> ReadAsync(ShelfPart part, CancellationToken cancellationToken)
    {
        await using var command = (NpgsqlCommand)ListingsOf(part).Select(ShelfLine.Columns).CreateDbCommand();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        (command.Connection, command.Transaction) = (connection, null);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<ShelfLine>(part.Most);
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(ShelfLine.Read(reader));
        }

        return lines;
    }

    /// <summary>The listings with what else bears on their verdicts.</summary>
    public async Task<IReadOnlyList<ShelfRow>> WholeAsync(ShelfPart part, IReadOnlyList<ShelfLine> lines, CancellationToken cancellationToken)
    {
        var (ids, today) = (lines.Select(line => line.OperatorId).Distinct().ToList(), part.Today);
        var owners = (await database.Set<Operator>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken))
            .ToDictionary(owner => owner.Id, owner => (Operator: owner, Facts: FactsOfListing.Of(owner)));
        var waivers = new WaiversInForce(await database.Set<Waiver>().AsNoTracking().InForceOn(today).Where(x => ids.Contains(x.OperatorId)).ToListAsync(cancellationToken));
        var recalls = await database.Set<RecalledModel>().AnyAsync(cancellationToken)
            ? await database.RecallsOfAsync(lines.Select(line => line.Unit), today, cancellationToken)
            : KnownRecalls.None;
        var terms = new KnownTerms();
        return [.. lines.Select(line => new ShelfRow(line, owners[line.OperatorId].Operator, owners[line.OperatorId].Facts, terms, recalls, waivers.Of(line.OperatorId, line.Id), today))];
    }

    /// <summary>The listings alone, where one of them cannot be read.</summary>
    public Task<List<ListingId>> IdsAsync(ShelfPart part, CancellationToken cancellationToken) => ListingsOf(part).Select(x => x.Id).ToListAsync(cancellationToken);

    private IQueryable<Listing> ListingsOf(ShelfPart part)
    {
        var (after, shelf) = (part.After, database.Set<Listing>().AsNoTracking().Where(x => x.State == ListingState.Published));
        shelf = part.Owner is { } owner ? shelf.Where(x => x.OperatorId == owner) : shelf;
        return shelf.Where(x => x.Id > after).OrderBy(x => x.Id).Take(part.Most);
    }
}
