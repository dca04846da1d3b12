using System.Runtime.CompilerServices;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>
/// Asks the processor about payouts and what is to come back of them. Whoever moves the time on takes the question, and that is committed before anything is asked: a second question
/// asks first what became of the one before, so that nothing is sent twice.
/// </summary>
internal sealed partial class PayoutTransfers(CommerceDatabase database, ITransferGateway gateway, PayoutNews news, PaymentClock clock, ILogger<PayoutTransfers> logger) : IHearWebhook
{
    private const int Batch = 50;

    /// <summary>Banks send money back within some days.</summary>
    private static readonly TimeSpan Returnable = TimeSpan.FromDays(10);

    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    public Task<List<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        var (now, name) = (clock.Now, gateway.Name);
        return database.SendAsync<Guid>($"SELECT id FROM payments.payouts WHERE unsettled AND ask_at <= {now} AND gateway = {name} ORDER BY ask_at LIMIT {Batch}", cancellationToken);
    }

    public Task<List<Guid>> DueReversalsAsync(CancellationToken cancellationToken)
    {
        var (now, name) = (clock.Now, gateway.Name);
        return database.SendAsync<Guid>(
            $"SELECT r.id FROM payments.payout_reversals r JOIN payments.payouts p ON p.id = r.payout_id WHERE r.state = 'Wanted' AND r.ask_at <= {now} AND p.gateway = {name} AND p.state <> 'Wanted' ORDER BY r.ask_at LIMIT {Batch}",
            cancellationToken);
    }

    /// <summary>Payouts that a bank refused and that are to be sent to it again. What of one is wanted back comes back first.</summary>
    public Task<List<Guid>> DueRetriesAsync(CancellationToken cancellationToken)
    {
        var (now, name) = (clock.Now, gateway.Name);
        return database.SendAsync<Guid>(
            $"""
            SELECT id FROM payments.payouts p WHERE state = 'Failed' AND retry_at <= {now} AND gateway = {name}
                AND NOT EXISTS (SELECT FROM payments.payout_reversals r WHERE r.payout_id = p.id AND r.state = 'Wanted') ORDER BY retry_at LIMIT {Batch}
            """,
            cancellationToken);
    }

    /// <summary>That it is sent again is committed before it is asked for.</summary>
    public async Task<bool> RetryAsync(PayoutId id, CancellationToken cancellationToken) =>
        await news.RetryAsync(id, cancellationToken) && await AskAsync(id, cancellationToken);

    /// <summary>False when it was not due any more, or the processor could not be asked.</summary>
    public async Task<bool> AskAsync(PayoutId id, CancellationToken cancellationToken)
    {
        var asked = await TakeAsync("payouts", "unsettled", id.Value, cancellationToken);
        if (asked is not { } before)
        {
            return false;
        }

        var payout = await database.Set<Payout>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        try
        {
            var transfer = payout.State == PayoutState.Wanted ? await SendAsync(payout, before, cancellationToken) : await FindAsync(payout, cancellationToken);
            if (transfer is not null)
            {
                await news.ApplyAsync(id, transfer, cancellationToken);
            }

            return transfer is not null;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, id.ToString(), unavailable.Message);
            return false;
        }
    }

    /// <summary>
    /// Payouts that arrived lately, which their banks may still send back: each is looked at once a day, since what the processor tells of that may get lost. Whoever moves the time on takes them.
    /// </summary>
    public Task<List<Guid>> ReturnableAsync(CancellationToken cancellationToken)
    {
        var (now, name) = (clock.Now, gateway.Name);
        return database.SendAsync<Guid>(
            $"""
            UPDATE payments.payouts SET ask_at = {now + LookAgain} WHERE id IN (
                SELECT id FROM payments.payouts WHERE state = 'Arrived' AND arrived_at > {now - Returnable} AND ask_at <= {now} AND gateway = {name} ORDER BY arrived_at LIMIT {Batch} FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            cancellationToken);
    }

    /// <summary>There is news about one that was sent; false when the processor could not be asked.</summary>
    public Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        TypedId.TryParse<PayoutId>(webhook.Reference, out var id) ? HearAsync(id, cancellationToken) : Task.FromResult(true);

    /// <summary>The same of one of them.</summary>
    public async Task<bool> HearAsync(PayoutId id, CancellationToken cancellationToken)
    {
        var name = gateway.Name;
        var payout = await database.Set<Payout>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.Gateway == name && x.SentAt != null && x.State != PayoutState.Reversed, cancellationToken);
        if (payout is null)
        {
            return true;
        }

        try
        {
            if (await FindAsync(payout, cancellationToken) is { } transfer)
            {
                await news.ApplyAsync(id, transfer, cancellationToken);
            }

            return true;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, id.ToString(), unavailable.Message);
            return false;
        }
    }

    /// <summary>As <see cref="AskAsync"/>, of money that is to come back.</summary>
    public async Task<bool> AskReversalAsync(PayoutReversalId id, CancellationToken cancellationToken)
    {
        var asked = await TakeAsync("payout_reversals", "state = 'Wanted'", id.Value, cancellationToken);
        if (asked is not { } before)
        {
            return false;
        }

        var reversal = await database.Set<PayoutReversal>().AsNoTracking().Include(x => x.Payout).SingleAsync(x => x.Id == id, cancellationToken);
        try
        {
            await news.ApplyAsync(id, await ReverseAsync(reversal, before, cancellationToken), cancellationToken);
            return true;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(logger, id.ToString(), unavailable.Message);
            return false;
        }
    }

    /// <summary>Only what is to be on its way is sent on where that was not done yet.</summary>
    private Task<Transfer?> FindAsync(Payout payout, CancellationToken cancellationToken) =>
        gateway.FindAsync(payout.Id.ToString(), payout.State == PayoutState.Sent ? payout.Turns : null, cancellationToken);

    private async Task<Transfer> SendAsync(Payout payout, int before, CancellationToken cancellationToken) =>
        (before > 0 ? await gateway.FindAsync(payout.Id.ToString(), payout.Turns, cancellationToken) : null)
        ?? await gateway.TransferAsync(new(payout.Id.ToString(), payout.Destination, payout.Amount, payout.OperatorId.ToString()), cancellationToken);

    /// <summary>Null when the payout has nothing left that could come back.</summary>
    private async Task<Reversal?> ReverseAsync(PayoutReversal reversal, int before, CancellationToken cancellationToken)
    {
        var payout = reversal.Payout;
        if (before > 0 && await gateway.FindAsync(payout.Id.ToString(), null, cancellationToken) is { } known && known.Reversals.Contains(reversal.Id.ToString()))
        {
            return new(Done: true);
        }

        return payout.Reversible < reversal.Amount || payout.TransferId is not { } transfer
            ? null
            : await gateway.ReverseAsync(new(reversal.Id.ToString(), transfer, payout.Amount with { Amount = reversal.Amount }), cancellationToken);
    }

    /// <summary>How often was asked before; null when another server has taken it.</summary>
    private async Task<int?> TakeAsync(string table, string open, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var sql = $"UPDATE payments.{table} SET asked = asked + 1, ask_at = {{0}} + least({{1}} * power(2, least(asked, 20)), {{2}}) WHERE id = {{3}} AND {open} AND ask_at <= {{0}} RETURNING asked - 1";
        var taken = await database.SendAsync<int>(
            FormattableStringFactory.Create(sql, now, clock.Settings.AskAfter, clock.Settings.AskAtLeastEvery, id), cancellationToken);
        return taken is [var before] ? before : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not be asked about {Payout}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string payout, string reason);
}
