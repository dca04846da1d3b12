using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Settling;

/// <summary>Where money goes, and what is to stay.</summary>
internal sealed class PayoutGround(ITransferGateway gateway, IPayoutAccounts accounts, IEnumerable<IHeldBack> held)
{
    public string Gateway => gateway.Name;

    public Task<string?> AccountAsync(SettlementKey of, CancellationToken cancellationToken) => accounts.FindAsync(of.OperatorId, cancellationToken);

    public async Task<long> HeldBackAsync(SettlementKey of, CancellationToken cancellationToken)
    {
        var all = 0L;
        foreach (var reason in held)
        {
            all += await reason.AmountAsync(of, cancellationToken);
        }

        return all;
    }
}

/// <summary>What asks for a payout.</summary>
/// <param name="Of">Whose.</param>
/// <param name="Period">The day in Japan for which it is scheduled; null when somebody asked for it.</param>
/// <param name="By">Who asks.</param>
/// <param name="Now">When.</param>
internal sealed record PayoutWish(SettlementKey Of, DateOnly? Period, Caller By, DateTimeOffset Now);

/// <summary>Decides a payout: all that can be paid, once for each period. Part of the caller's transaction; the processor hears of it after that.</summary>
internal sealed class PayoutMaking(CommerceDatabase database, Settlements settlements, TermsOfOperators terms, PayoutSheets sheets, PayoutGround ground)
{
    public async Task<Outcome<Payout>> MakeAsync(PayoutWish wish, CancellationToken cancellationToken)
    {
        var standing = await settlements.LockAsync(wish.Of, wish.Now, cancellationToken);
        await settlements.FollowAsync(wish.Of, standing.Payable, standing.Payable, wish.Now, cancellationToken);
        await database.RetryFailedAsync(wish.Of, wish.Now, cancellationToken);
        var term = (await terms.AtAsync([wish.Of.OperatorId], wish.Now, cancellationToken))[wish.Of.OperatorId];
        var ripe = wish.Now - TimeSpan.FromDays(term.DelayDays);
        var sheet = await sheets.ReadAsync(wish.Of, ripe, cancellationToken);
        var held = await ground.HeldBackAsync(wish.Of, cancellationToken);
        var amount = sheet.Payable - held;
        if (amount <= 0 || (wish.Period is not null && amount < term.Minimum))
        {
            return new NothingToPayOut(new(sheet.Payable, wish.Of.Currency), new(held, wish.Of.Currency), "input", "operatorId");
        }

        if (await ground.AccountAsync(wish.Of, cancellationToken) is not { } account)
        {
            return new PayoutAccountMissing("input", "operatorId");
        }

        var plan = new PayoutPlan(wish.Of, wish.Period?.ToString("O", CultureInfo.InvariantCulture), amount, amount + held - sheet.Lines.Sum(line => line.Amount), held);
        var payout = Payout.Of(plan, ground.Gateway, account, wish.Now);
        database.Add(payout);
        database.Record(payout, wish.By, null, wish.Now);
        await database.SaveWithJournalAsync(cancellationToken);
        await sheets.CoverAsync(payout, sheet, ripe, cancellationToken);
        return payout;
    }
}
