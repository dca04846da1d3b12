using CeCommerce.Operators;
using CeCommerce.Operators.Payouts;
using CeCommerce.Operators.Statements;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Connect;

/// <summary>
/// Mirrors operators' accounts at the processor. What happened is never taken from a webhook but read at the processor, and an answer to an older question never stands over
/// one to a newer: duplicates and any order of arrival end the same.
/// </summary>
internal sealed class PayoutAccounts(CommerceDatabase database, IdempotencyKeys keys, IAccountGateway gateway, StatementAddress statements, PaymentClock clock) : IHearWebhook
{
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    private readonly AtomicChanges _changes = new(database, keys, new OperatorChangedMeanwhile("input"));

    /// <summary>Whether an account of that processor is one of an operator here, now or before.</summary>
    public Task<bool> KnowsAsync(string gatewayName, string processorId, CancellationToken cancellationToken) =>
        database.Set<PayoutAccount>().AnyAsync(x => x.Gateway == gatewayName && x.ProcessorId == processorId, cancellationToken);

    /// <summary>The operator's account, begun if there is none that it could use; the processor is asked for it next, by <see cref="ReadAsync"/>.</summary>
    public Task<Outcome<PayoutAccount>> OpenAsync(Caller caller, OperatorId owner, string key, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "openPayoutAccount", key, new { @operator = owner.ToString() }),
        () => DecideAsync(caller, owner, cancellationToken),
        account => account.Id.ToString(),
        name => database.Set<PayoutAccount>().SingleAsync(x => x.Id == TypedId.Parse<PayoutAccountId>(name), cancellationToken),
        cancellationToken);

    /// <summary>Asks the processor how the account stands, opening it there when that was not done yet, and keeps the answer.</summary>
    public async Task<PayoutAccount> ReadAsync(PayoutAccountId id, CancellationToken cancellationToken)
    {
        var asked = await database.Set<PayoutAccount>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        var askedAt = clock.Now;
        var told = asked.ProcessorId is { } known ? await gateway.FindAsync(known, cancellationToken) : await OpenAsync(asked, cancellationToken);
        var heard = await _changes.RunAsync<PayoutAccount>(() => HearAsync(id, told, askedAt, cancellationToken), cancellationToken);
        return heard.Value ?? throw new PaymentGatewayUnavailable("Others kept changing the account or its operator.");
    }

    /// <summary>Whatever happened at one of the processor's accounts may be news about whether its owner is paid.</summary>
    public async Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        await (webhook.Account is { } account ? HearOfAsync(account, cancellationToken) : Task.CompletedTask);
        return true;
    }

    /// <summary>There is news about one of the processor's accounts; nothing when it is none of ours.</summary>
    public async Task HearOfAsync(string processorId, CancellationToken cancellationToken)
    {
        var id = await database.Set<PayoutAccount>().Where(x => x.Gateway == gateway.Name && x.ProcessorId == processorId).Select(x => (PayoutAccountId?)x.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is { } ours)
        {
            await ReadAsync(ours, cancellationToken);
        }
    }

    private async Task<Outcome<PayoutAccount>> DecideAsync(Caller caller, OperatorId owner, CancellationToken cancellationToken)
    {
        if (!await database.Set<Operator>().ChangeableBy(caller).AnyAsync(x => x.Id == owner, cancellationToken))
        {
            return new OperatorNotFound(owner.ToString(), "input", "operatorId");
        }

        var now = clock.Now;
        var current = await database.Set<PayoutAccount>().SingleOrDefaultAsync(x => x.Gateway == gateway.Name && x.OperatorId == owner && x.ClosedAt == null, cancellationToken);
        if (current is { } there && there.Requirements.DisabledReason != PayoutRequirements.Gone.DisabledReason)
        {
            return there;
        }

        current?.Close(now);
        if (current is not null)
        {
            // The index that lets an operator have one looks at each statement.
            await database.SaveChangesAsync(cancellationToken);
        }

        var opened = PayoutAccount.Open(TypedId.New<PayoutAccountId>(now), owner, gateway.Name, now);
        database.Add(opened);
        database.Note(HistoryEntry.Of(owner, "payout_account_opened", caller, now, null, new { account = opened.Id.ToString() }));
        return opened;
    }

    private async Task<AccountAtProcessor> OpenAsync(PayoutAccount asked, CancellationToken cancellationToken)
    {
        var owner = await database.Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == asked.OperatorId, cancellationToken);
        return await gateway.OpenAsync(new(asked.Id.ToString(), asked.OpenedAt, owner) { Statement = statements.Of(owner) }, cancellationToken);
    }

    private async Task<Outcome<PayoutAccount>> HearAsync(PayoutAccountId id, AccountAtProcessor? told, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var account = await database.Set<PayoutAccount>().SingleAsync(x => x.Id == id, cancellationToken);
        var (before, bank, wasPaid) = (account.State, account.Bank, account.PayoutsEnabled);
        if (!account.Hear(told, askedAt))
        {
            return account;
        }

        if (account is { PayoutsEnabled: true, ProcessorId: { } name } && (!wasPaid || (bank is not null && bank != account.Bank)))
        {
            await database.RetryFailedAsync(account.Gateway, name, clock.Now, cancellationToken);
        }

        account.AskAgain(clock.Now + (account.IsSettled ? Settled : clock.Settings.AskAtLeastEvery));
        if (account.ClosedAt is null)
        {
            await database.StandsAsync(account.OperatorId, new(account.Gateway, account.State == PayoutAccountState.Enabled, account.Requirements.CurrentlyDue), cancellationToken);
        }

        if (account.State != before)
        {
            database.Note(HistoryEntry.Of(account.OperatorId, "payout_account_moved", Caller.System, clock.Now, before, account.State));
        }

        return account;
    }
}
