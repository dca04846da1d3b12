using CeCommerce.Orders.Words;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Messages;

/// <summary>Which part of the messages of an order.</summary>
internal readonly record struct MessagesWanted(OrderId Order, PageArguments Page);

/// <summary>The messages of orders, a page of each, and the words of all of them in one more statement.</summary>
internal sealed class MessagesOfOrders(CommerceDatabase database, OrderWords words) : BatchLoader<MessagesWanted, Page<OrderMessage>>
{
    private static readonly Keyset<OrderMessage> Oldest = Keyset.For<OrderMessage>("order.messages").Ascending(x => x.Number);

    protected override async Task<IReadOnlyDictionary<MessagesWanted, Page<OrderMessage>>> LoadAsync(IReadOnlyCollection<MessagesWanted> keys, CancellationToken cancellation)
    {
        var pages = new Dictionary<MessagesWanted, Page<OrderMessage>>();
        foreach (var key in keys)
        {
            pages[key] = await Oldest.PageAsync(database.Set<OrderMessage>().AsNoTracking().Where(x => x.OrderId == key.Order), key.Page, key.Order.ToString(), cancellation);
        }

        var all = pages.Values.SelectMany(page => page.Nodes).ToList();
        var read = await words.ReadAsync(all.Select(x => ((Guid?)x.TextId, x.OrderId)), cancellation);
        all.ForEach(message => message.Tell(read[message.TextId]));
        return pages;
    }
}

/// <summary>How many messages of many orders one side has not read, in one statement.</summary>
internal sealed class UnreadOfOrders(CommerceDatabase database) : BatchLoader<OrderId, int>
{
    private OrderSide _side;

    public IDataLoaderResult<int> Load(OrderId order, OrderSide side)
    {
        _side = side;
        return Require(order);
    }

    protected override async Task<IReadOnlyDictionary<OrderId, int>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var marks = database.Set<MessageMark>().Where(x => x.Side == _side);
        var unread = await database.Set<OrderMessage>()
            .Where(x => keys.Contains(x.OrderId) && x.From != _side && !marks.Any(mark => mark.OrderId == x.OrderId && mark.UpTo >= x.Number))
            .GroupBy(x => x.OrderId).Select(of => new { of.Key, Count = of.Count() }).ToDictionaryAsync(of => of.Key, of => of.Count, cancellation);
        return keys.ToDictionary(key => key, key => unread.GetValueOrDefault(key));
    }
}
