using CeCommerce.Orders.Words;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Messages;

/// <summary>What buyer and operator of an order write to each other. None of it goes into an event, the history or a log.</summary>
internal sealed class MessageService(CommerceDatabase database, OrderActs acts, WordedActs worded, TimeProvider clock)
{
    /// <summary>Of one order, from one side.</summary>
    public const int MostAnHour = 30;

    /// <summary>Of one order.</summary>
    public const int Most = 500;

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    public Task<Outcome<Order>> SendAsync(OrderAct act, string text, IReadOnlyList<string> photos, CancellationToken cancellationToken) => MessageText.FlawOf(text) is { } flaw
        ? Task.FromResult<Outcome<Order>>(new OrderMessageInvalid(flaw, MessageText.Most, "input", "text"))
        : worded.DoAsync(
            new(act, "sendOrderMessage", new { order = act.OrderId.ToString() }, text) { Photos = photos },
            async (order, by, words) => await AddAsync(order, SideOf(by), new(words.GetValueOrDefault(), photos), cancellationToken) is { } refused ? refused : order,
            cancellationToken);

    public Task<Outcome<Order>> MarkReadAsync(OrderAct act, int upTo, CancellationToken cancellationToken) => acts.DoAsync(
        act,
        "markOrderMessagesRead",
        new { order = act.OrderId.ToString(), upTo },
        async (order, by) =>
        {
            var side = SideOf(by);
            if (await database.FindAsync<MessageMark>([order.Id, side], cancellationToken) is not { } mark)
            {
                database.Add(mark = MessageMark.Of(order.Id, side));
            }

            var last = await database.Set<OrderMessage>().Where(x => x.OrderId == order.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
            mark.Read(Math.Clamp(upTo, 0, last));
            return order;
        },
        cancellationToken);

    internal static OrderSide SideOf(OrderMover by) => by.Actor == OrderActor.Buyer ? OrderSide.Buyer : OrderSide.Seller;

    /// <summary>The buyer's key is this transaction's alone, so nobody else writes about the order meanwhile.</summary>
    private async Task<UserError?> AddAsync(Order order, OrderSide from, Written written, CancellationToken cancellationToken)
    {
        var (now, sent) = (clock.GetUtcNow(), database.Set<OrderMessage>().Where(x => x.OrderId == order.Id));
        var last = await sent.MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
        if (last >= Most)
        {
            return new TooManyOrderMessages(Most, null, "input", "orderId");
        }

        var since = now - s_hour;
        var recent = await sent.Where(x => x.From == from && x.SentAt > since).OrderByDescending(x => x.SentAt).Take(MostAnHour).Select(x => x.SentAt).ToListAsync(cancellationToken);
        if (recent.Count == MostAnHour)
        {
            return new TooManyOrderMessages(MostAnHour, recent[^1] + s_hour, "input", "orderId");
        }

        var message = OrderMessage.Of(order.Id, last + 1, from, written, now);
        database.Add(message);
        database.RecordMessage(order, message);
        return null;
    }
}
