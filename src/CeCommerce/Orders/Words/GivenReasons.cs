using CeCommerce.Personal.Texts;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Words;

/// <summary>Reads the reasons that persons gave for the end of orders.</summary>
internal sealed class GivenReasons(CommerceDatabase database, OrderWords words)
{
    /// <summary>Of those for which one was given.</summary>
    public async Task<IReadOnlyDictionary<OrderId, TextReading>> ReadAsync(IReadOnlyCollection<OrderId> orders, CancellationToken cancellationToken)
    {
        var reasons = await database.Set<OrderReason>().AsNoTracking().Where(x => orders.Contains(x.OrderId)).ToListAsync(cancellationToken);
        var read = await words.ReadAsync(reasons.Select(reason => (reason.TextId, reason.OrderId)), cancellationToken);
        return reasons.ToDictionary(reason => reason.OrderId, reason => reason.TextId is { } text ? read[text] : new TextReading(TextState.Erased));
    }

    /// <summary>The same with what stands in the orders themselves.</summary>
    public async Task<IReadOnlyDictionary<Order, TextReading>> ReadAsync(IReadOnlyCollection<Order> orders, CancellationToken cancellationToken)
    {
        var read = await ReadAsync([.. orders.Select(order => order.Id)], cancellationToken);
        return orders.Where(order => order.CancelReason is not null || read.ContainsKey(order.Id))
            .ToDictionary(order => order, order => read.GetValueOrDefault(order.Id) ?? new TextReading(TextState.Read, order.CancelReason));
    }
}

/// <summary>Why orders were cancelled or refunded, and what became of the words; none where no reason was given.</summary>
internal sealed class ReasonsOfOrders(GivenReasons reasons) : BatchLoader<Order, TextReading>
{
    protected override Task<IReadOnlyDictionary<Order, TextReading>> LoadAsync(IReadOnlyCollection<Order> keys, CancellationToken cancellation) => reasons.ReadAsync(keys, cancellation);
}
