using CeCommerce.Import.Jobs;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;
using Npgsql;

namespace CeCommerce.Import.Writing;

/// <summary>Decides like <see cref="ChunkWriter"/> but stores nothing, so it remembers which numbers earlier rows would have taken.</summary>
internal sealed class ChunkRehearsal(
    CommerceDatabase database, NpgsqlConnection connection, StandardsEngine standards, Operator owner, ImportWish wish, DateOnly today) : IAsyncDisposable
{
    private readonly ChunkDecision _decision = new(owner.Id, wish.Publish);
    private readonly HashSet<UInt128> _taken = [];

    /// <summary>Told of an error that nobody foresaw, which one row bears alone.</summary>
    public required Action<int, Exception> Failed { get; init; }

    public async Task<IReadOnlyList<ImportedRow>> DecideAsync(IReadOnlyList<PreparedRow> chunk, CancellationToken cancellationToken)
    {
        try
        {
            var recalls = await RecallLookup.FindAsync(connection, chunk.Select(row => row.Recall).OfType<RecallSubject>(), today, cancellationToken);
            var known = await StockKnown.FindAsync(connection, owner.Id, chunk, cancellationToken);
            var waivers = await database.WaiversAsync([owner.Id], known.Listings, today, cancellationToken);
            return [.. chunk.Select(row => Decide(known.Judged(row, standards).Judged(standards, recalls).WaivedBy(waivers.Of(owner.Id, known.ListingOf(row))), known))];
        }
        catch (Exception failure) when (RowFailure.IsOfARow(failure) && chunk is not [{ HasFailed: true }])
        {
            if (chunk is [var row])
            {
                Failed(row.Row, failure);
                return await DecideAsync([row.Failed()], cancellationToken);
            }

            var half = chunk.Count / 2;
            var first = await DecideAsync([.. chunk.Take(half)], cancellationToken);
            return [.. first, .. await DecideAsync([.. chunk.Skip(half)], cancellationToken)];
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private ImportedRow Decide(PreparedRow row, StockKnown known)
    {
        var numbers = row.Unit?.Item.Serials.Select(number => (Number: number, Digest: ShortDigest.Of($"{number.Namespace}\n{number.Value}"))).ToList() ?? [];
        known.Serials.Take([.. numbers.Where(pair => _taken.Contains(pair.Digest)).Select(pair => pair.Number)], new(default, owner.Id));
        var decision = _decision.Of(row, known);
        if (decision.Next is not null)
        {
            _taken.UnionWith(numbers.Select(pair => pair.Digest));
        }

        return new(default, row.Row, row.SourceId, decision.Outcome, decision.Known?.Listing?.Id, decision.Findings);
    }
}
