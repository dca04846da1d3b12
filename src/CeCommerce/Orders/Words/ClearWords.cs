using CeCommerce.Orders.Returns;
using CeCommerce.Personal;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Words;

/// <summary>Seals what was written about orders in clear: before words were sealed, and since then by a server of the version before.</summary>
internal sealed class ClearWords(CommerceDatabase database, PersonalTexts texts, AtomicChanges changes, ClearReasons reasons) : IForgetPerson
{
    private const int Batch = 200;

    /// <summary>Answers how many orders' words were sealed; those whose buyer's key cannot be used now wait for the next round.</summary>
    public async Task<int> RoundAsync(CancellationToken cancellationToken)
    {
        var (done, waiting) = (0, new HashSet<Person>());
        while (await NextAsync(waiting, cancellationToken) is { Count: > 0 } buyers)
        {
            foreach (var buyer in buyers)
            {
                var orders = await SealAsync(buyer, cancellationToken);
                done += orders;
                _ = orders == 0 && waiting.Add(buyer);
            }
        }

        return done;
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var objection in await ObjectionsOf(person).ToListAsync(cancellationToken))
        {
            objection.Forget(now);
        }

        foreach (var refund in await RefundsOf(person).ToListAsync(cancellationToken))
        {
            refund.Seal(null);
        }

        await reasons.ForgetAsync(person, now, cancellationToken);
    }

    private async Task<List<Person>> NextAsync(HashSet<Person> waiting, CancellationToken cancellationToken)
    {
        var orders = database.Set<Objection>().Where(x => x.Text != "" || x.Answer != null || x.Inspection != null).Select(x => x.OrderId)
            .Union(database.Set<OrderRefund>().Where(x => x.Why != null).Select(x => x.OrderId)).Union(reasons.Orders.Select(x => x.Id));
        var buyers = await database.Set<Order>().Where(x => orders.Contains(x.Id)).Select(x => new { x.ClientId, x.ConsumerId })
            .Distinct().Take(Batch + waiting.Count).ToListAsync(cancellationToken);
        return [.. buyers.Select(buyer => new Person(buyer.ClientId, buyer.ConsumerId)).Where(buyer => !waiting.Contains(buyer))];
    }

    private async Task<int> SealAsync(Person buyer, CancellationToken cancellationToken)
    {
        if (!(await texts.SealForAsync(buyer, cancellationToken)).Try(out var seal, out _))
        {
            return 0;
        }

        using (seal)
        {
            return (await changes.RunAsync<int>(async () => await SealAsync(buyer, seal, cancellationToken), cancellationToken)).Value;
        }
    }

    private async Task<int> SealAsync(Person buyer, TextSeal seal, CancellationToken cancellationToken)
    {
        if (!await texts.MayWriteAsync(seal, cancellationToken))
        {
            return 0;
        }

        // Read once the buyer is ours alone: of two servers the second finds what the first has left.
        var (objections, refunds) = (await ObjectionsOf(buyer).ToListAsync(cancellationToken), await RefundsOf(buyer).ToListAsync(cancellationToken));
        var erased = await texts.LastErasureAsync(buyer, cancellationToken);
        foreach (var objection in objections)
        {
            objection.Seal(text => texts.Keep(seal, OrderWords.About(objection.OrderId), text), erased);
        }

        foreach (var refund in refunds)
        {
            refund.Seal(refund.Why is { Length: > 0 } why && !(refund.DecidedAt < erased) ? texts.Keep(seal, OrderWords.About(refund.OrderId), why) : null);
        }

        var ended = await reasons.SealAsync(seal, erased, cancellationToken);
        return objections.Select(x => x.OrderId).Concat(refunds.Select(x => x.OrderId)).Concat(ended).Distinct().Count();
    }

    private IQueryable<Objection> ObjectionsOf(Person buyer) => database.Set<Objection>()
        .Where(x => (x.Text != "" || x.Answer != null || x.Inspection != null) && OrdersOf(buyer).Contains(x.OrderId));

    private IQueryable<OrderRefund> RefundsOf(Person buyer) => database.Set<OrderRefund>().Where(x => x.Why != null && OrdersOf(buyer).Contains(x.OrderId));

    private IQueryable<OrderId> OrdersOf(Person buyer) => database.Set<Order>().Where(x => x.ClientId == buyer.ClientId && x.ConsumerId == buyer.ConsumerId).Select(x => x.Id);
}

/// <summary>Soon after a start, and again and again as long as a server of the version before may write beside this one.</summary>
internal sealed class ClearWordsWorker(IServiceScopeFactory scopes, ILogger<ClearWordsWorker> logger) : BackgroundService
{
    private static readonly Pauses s_pauses = new(First: TimeSpan.FromSeconds(2), Between: TimeSpan.FromMinutes(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, s_pauses, logger, (ClearWords words, CancellationToken token) => words.RoundAsync(token), stoppingToken);
}
