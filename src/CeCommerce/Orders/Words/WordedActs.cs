using CeCommerce.Orders.Photos;
using CeCommerce.Personal;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Words;

/// <summary>What is done to an order in words of the one who does it.</summary>
/// <param name="Operation">Its name for the idempotency key.</param>
/// <param name="Content">What makes it the same request again, without the words.</param>
/// <param name="Words">Null or empty: it needs no key.</param>
internal sealed record WordedAct(OrderAct Act, string Operation, object Content, string? Words)
{
    /// <summary>Digests of the photos that are shown with it.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>All that makes it the same request again.</summary>
    /// <param name="mark">Of the words; null without any.</param>
    public object Same(string? mark) => mark is null && Photos.Count == 0 ? Content : new { Content, words = mark, Photos };
}

/// <summary>
/// Does something to an order as <see cref="OrderActs"/> does, and keeps the words sealed under the key of the order's buyer: they may hold names and addresses, and go
/// when the buyer is erased.
/// </summary>
internal sealed class WordedActs(CommerceDatabase database, OrderActs acts, PersonalTexts texts, ShownPhotos photos)
{
    private const int Attempts = 3;

    /// <param name="act">What is done.</param>
    /// <param name="change">Gets the id of the words, null without any. Part of one transaction.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<Order>> DoAsync(WordedAct act, Func<Order, OrderMover, Guid?, Task<Outcome<Order>>> change, CancellationToken cancellationToken)
    {
        async Task<Outcome<Order>> ChangeAsync(Order order, OrderMover by, Guid? words) =>
            await photos.RefusalAsync(order.Id, act.Photos, cancellationToken) is { } refused ? refused : await change(order, by, words);

        if (string.IsNullOrEmpty(act.Words))
        {
            return await acts.DoAsync(act.Act, act.Operation, act.Same(null), (order, by) => ChangeAsync(order, by, null), cancellationToken);
        }

        if (await BuyerAsync(act.Act, cancellationToken) is not { } buyer)
        {
            return new OrderNotFound(act.Act.OrderId.ToString(), "input", "orderId");
        }

        // An erasure in between makes the buyer's key useless; then it is another key's turn.
        for (var attempt = 1; ; attempt++)
        {
            var done = await TryAsync(buyer, act, ChangeAsync, cancellationToken);
            if (done.Error is not PersonalDataBusy || attempt == Attempts)
            {
                return done;
            }
        }
    }

    private async Task<Outcome<Order>> TryAsync(Person buyer, WordedAct act, Func<Order, OrderMover, Guid?, Task<Outcome<Order>>> change, CancellationToken cancellationToken)
    {
        if (!(await texts.SealForAsync(buyer, cancellationToken)).Try(out var seal, out var refusal))
        {
            return Outcome<Order>.Refused(refusal);
        }

        using (seal)
        {
            return await acts.DoAsync(
                act.Act,
                act.Operation,
                act.Same(seal.Mark(act.Words!)),
                async (order, by) => await texts.MayWriteAsync(seal, cancellationToken)
                    ? await change(order, by, texts.Keep(seal, OrderWords.About(order.Id), act.Words!))
                    : new PersonalDataBusy(),
                cancellationToken);
        }
    }

    private async Task<Person?> BuyerAsync(OrderAct act, CancellationToken cancellationToken)
    {
        var buyer = await database.Set<Order>().VisibleTo(act.Caller).Where(order => order.Id == act.OrderId).Select(order => new { order.ClientId, order.ConsumerId }).SingleOrDefaultAsync(cancellationToken);
        return buyer is null ? null : new(buyer.ClientId, buyer.ConsumerId);
    }
}
