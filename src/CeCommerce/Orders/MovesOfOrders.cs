using CeCommerce.Orders.Words;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>One move of an order; who made it is not told.</summary>
/// <param name="At">When.</param>
/// <param name="From">Where it stood; null when it was placed.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="Why">The reason that was given, as cancelReason tells it, or the processor's code.</param>
internal sealed record OrderMove(DateTimeOffset At, OrderState? From, OrderState To, string? Why);

/// <summary>The moves of many orders in one statement.</summary>
internal sealed class MovesOfOrders(CommerceDatabase database, GivenReasons reasons) : BatchLoader<OrderId, IReadOnlyList<OrderMove>>
{
    private const int Longest = 50;

    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<OrderMove>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(key => key.Value).ToList();
        var entries = await database.Set<HistoryEntry>().AsNoTracking()
            .Where(entry => ids.Contains(entry.SubjectId) && entry.New != null)
            .OrderBy(entry => entry.Id)
            .Take(Longest * ids.Count)
            .ToListAsync(cancellation);
        var bySubject = entries.ToLookup(entry => entry.SubjectId);
        var given = await reasons.ReadAsync(keys, cancellation);
        return keys.ToDictionary(key => key, key => Moves(bySubject[key.Value], given.GetValueOrDefault(key)?.Text));
    }

    // Moves of the same moment go forward in the order of the states. A person's reason is for the one move that ended the order.
    private static IReadOnlyList<OrderMove> Moves(IEnumerable<HistoryEntry> entries, string? reason) =>
        [.. entries.Select(entry => Read(entry, reason)).OrderBy(move => move.At).ThenBy(move => move.From is null ? -1 : (int)move.To).Take(Longest)];

    private static OrderMove Read(HistoryEntry entry, string? reason)
    {
        var to = JsonColumn.Read<OrderState>(entry.New!);
        return new(entry.At, entry.Old is null ? null : JsonColumn.Read<OrderState>(entry.Old), to, entry.Why ?? (to is OrderState.Cancelled or OrderState.RefundPending ? reason : null));
    }
}
