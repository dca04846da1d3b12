using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Loose;

/// <summary>
/// Sends money back that is owed, and has the processor's answer recorded. What is to be sent is committed first: whoever comes after a crash or a lost answer asks what became of it and does not send again.
/// Never inside a transaction.
/// </summary>
internal sealed partial class LooseReturns(CommerceDatabase database, AtomicChanges changes, ICashGateway cash, PaymentClock clock, ILogger<LooseReturns> logger)
{
    /// <summary>Whether the buyer has to say where the processor can ask for an account.</summary>
    public Task<bool> NeedAddressAsync(PaymentId payment, CancellationToken cancellationToken) =>
        database.Set<LooseMoney>().AnyAsync(x => x.PaymentId == payment && (x.State == LooseState.Due || x.State == LooseState.Failed), cancellationToken);

    /// <summary>Has all of it sent back; the processor asks for an account at that address, which is kept nowhere here. False when the processor could not be asked.</summary>
    public Task<bool> SendToAsync(Payment payment, string email, CancellationToken cancellationToken) => EachAsync(
        payment,
        money => money.State.NeedsAddress(),
        async (payer, money) =>
        {
            if (await BeginAsync(money.Id, payer, payment, cancellationToken) is { } begun)
            {
                await RecordAsync(payment, begun, await cash.ReturnAsync(RequestOf(payment, payer, begun) with { Email = email }, cancellationToken), cancellationToken);
            }
        },
        cancellationToken);

    /// <summary>What became of all that is under way, or may still come back.</summary>
    public Task<bool> FollowAsync(Payment payment, CancellationToken cancellationToken) => EachAsync(
        payment,
        money => money.LastReturn is { FailedAt: null, DroppedAt: null },
        async (payer, money) =>
        {
            var last = money.LastReturn!;
            var told = await cash.FindReturnAsync(RequestOf(payment, payer, last), cancellationToken);
            if (told is not null || (last.SentAt is null && clock.Now > last.AskedAt + AskedLongAgo.After))
            {
                await RecordAsync(payment, last, told, cancellationToken);
            }
        },
        cancellationToken);

    private async Task<bool> EachAsync(Payment payment, Func<LooseMoney, bool> which, Func<CashPayer, LooseMoney, Task> work, CancellationToken cancellationToken)
    {
        if (await database.Set<CashPayer>().AsNoTracking().SingleOrDefaultAsync(x => x.PaymentId == payment.Id, cancellationToken) is not { } payer)
        {
            return true;
        }

        foreach (var money in (await database.LooseOfAsync(payment.Id, cancellationToken)).Where(which).ToList())
        {
            try
            {
                await work(payer, money);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                GatewayUnavailable(logger, money.Id.ToString(), unavailable.Message);
                return false;
            }
        }

        return true;
    }

    /// <summary>Null when somebody else was faster.</summary>
    private async Task<LooseReturn?> BeginAsync(LooseMoneyId id, CashPayer payer, Payment payment, CancellationToken cancellationToken)
    {
        LooseReturn? begun = null;
        await changes.RunAsync<LooseMoney>(
            async () =>
            {
                var money = await database.LooseOfAsync(payment.Id, cancellationToken);
                var one = money.Single(each => each.Id == id);
                begun = one.State.NeedsAddress() ? one.Send(clock) : null;
                (await database.Set<CashPayer>().SingleAsync(x => x.PaymentId == payer.PaymentId, cancellationToken)).AskAgain(payment, money, clock);
                return one;
            },
            cancellationToken);
        return begun;
    }

    private async Task RecordAsync(Payment payment, LooseReturn of, CashReturn? told, CancellationToken cancellationToken) => await changes.RunAsync<LooseMoney>(
        async () =>
        {
            var money = await database.LooseOfAsync(payment.Id, cancellationToken);
            var one = money.Single(each => each.Id == of.LooseMoneyId);
            var (old, movements) = (one.State, one.Hear(of.Id, told, clock));
            database.Tell(payment, one, old, clock);
            (await database.Set<CashPayer>().SingleAsync(x => x.PaymentId == payment.Id, cancellationToken)).AskAgain(payment, money, clock);
            changes.AtEnd(() => database.PostAsync(movements, cancellationToken));
            return one;
        },
        cancellationToken);

    private static ReturnRequest RequestOf(Payment payment, CashPayer payer, LooseReturn of) =>
        new(of.Id.ToString(), payer.ProcessorId, payment.Request, payment.Amount with { Amount = of.Amount }) { ProcessorId = of.ProcessorId, Since = of.AskedAt };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not be asked about {Money}, which is owed back: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string money, string reason);
}
