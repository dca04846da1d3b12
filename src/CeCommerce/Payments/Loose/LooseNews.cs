using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Loose;

/// <summary>Writes down what came for a payment, in the transaction that writes down its charge.</summary>
internal static class LooseNews
{
    /// <param name="payment">Which has heard of its charge already.</param>
    /// <param name="cash">Null where nothing was asked.</param>
    /// <returns>What the caller posts when all rows are saved.</returns>
    public static async Task<IReadOnlyList<Movement>> HearAsync(this CommerceDatabase database, Payment payment, PayerCash? cash, PaymentClock clock, CancellationToken cancellationToken)
    {
        if (cash is null)
        {
            return [];
        }

        var money = await database.LooseOfAsync(payment.Id, cancellationToken);
        var before = money.ToDictionary(one => one.Id, one => one.State);
        var movements = new LooseLog(payment, money, clock).Hear(cash);
        database.AddRange(money.Where(one => !before.ContainsKey(one.Id)));
        foreach (var one in money)
        {
            database.Tell(payment, one, before.TryGetValue(one.Id, out var old) ? old : null, clock);
        }

        var payer = await database.Set<CashPayer>().SingleOrDefaultAsync(x => x.PaymentId == payment.Id, cancellationToken) ?? database.Add(CashPayer.Of(payment, cash.Payer)).Entity;
        payer.AskAgain(payment, money, clock);
        return movements;
    }

    public static Task<List<LooseMoney>> LooseOfAsync(this CommerceDatabase database, PaymentId payment, CancellationToken cancellationToken) =>
        database.Set<LooseMoney>().Where(x => x.PaymentId == payment).OrderBy(x => x.ReceivedAt).ThenBy(x => x.Id).ToListAsync(cancellationToken);
}
