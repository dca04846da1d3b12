using CeCommerce.Personal;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Words;

/// <summary>Reasons of cancelled and refunded orders that stand in clear, in the order and in its history. Part of the caller's transaction, which has the buyer to itself.</summary>
internal sealed class ClearReasons(CommerceDatabase database, PersonalTexts texts)
{
    /// <summary>Orders with a reason that a person wrote; the two that deadlines write are no words of anybody.</summary>
    public IQueryable<Order> Orders => database.Set<Order>().Where(x => x.CancelReason != OrderDates.Unpaid && x.CancelReason != OrderDates.Unshipped && x.CancelReason != null);

    /// <summary>Seals what the buyer's orders say.</summary>
    /// <param name="seal">The buyer's.</param>
    /// <param name="erased">What was written before is the buyer's no more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<OrderId>> SealAsync(TextSeal seal, DateTimeOffset? erased, CancellationToken cancellationToken)
    {
        var clear = await OfAsync(seal.Person, cancellationToken);
        foreach (var (order, reason) in clear)
        {
            var at = await ClearedAsync(order, reason, cancellationToken);
            database.Add(at < erased && erased is { } then ? OrderReason.Erased(order, then) : OrderReason.Of(order, texts.Keep(seal, OrderWords.About(order), reason)));
        }

        return [.. clear.Select(each => each.Order)];
    }

    public async Task ForgetAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (order, reason) in await OfAsync(person, cancellationToken))
        {
            await ClearedAsync(order, reason, cancellationToken);
            database.Add(OrderReason.Erased(order, now));
        }
    }

    private async Task<IReadOnlyList<(OrderId Order, string Reason)>> OfAsync(Person buyer, CancellationToken cancellationToken)
    {
        var clear = await Orders.AsNoTracking().Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId)
            .OrderBy(x => x.Id).Select(x => new { x.Id, x.CancelReason }).ToListAsync(cancellationToken);
        return [.. clear.Select(each => (each.Id, each.CancelReason!))];
    }

    /// <summary>Takes it out of both places. Answers when it was written.</summary>
    private async Task<DateTimeOffset?> ClearedAsync(OrderId order, string reason, CancellationToken cancellationToken)
    {
        await database.Set<Order>().Where(x => x.Id == order).ExecuteUpdateAsync(row => row.SetProperty(x => x.CancelReason, (string?)null), cancellationToken);
        var told = database.Set<HistoryEntry>().Where(x => x.SubjectId == order.Value && x.Why == reason);
        var at = await told.MinAsync(x => (DateTimeOffset?)x.At, cancellationToken);
        await told.ExecuteUpdateAsync(row => row.SetProperty(x => x.Why, (string?)null), cancellationToken);
        return at;
    }
}
