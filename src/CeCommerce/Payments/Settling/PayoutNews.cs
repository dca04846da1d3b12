using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>Writes down what the processor said about payouts: state, books and events in one transaction, under the lock of the settlement. The same again changes nothing.</summary>
internal sealed class PayoutNews(CommerceDatabase database, AtomicChanges changes, Settlements settlements, Clawback clawback, PaymentClock clock)
{
    public Task ApplyAsync(PayoutId id, Transfer transfer, CancellationToken cancellationToken) => changes.RunAsync<Payout>(
        async () =>
        {
            var now = clock.Now;
            var (payout, standing) = await LockedAsync(id, now, cancellationToken);
            var old = payout.State;
            var moved = payout.Hear(transfer, standing, now);
            database.Record(payout, Caller.System, old, now);
            if (payout.State == PayoutState.Returned && old != payout.State)
            {
                await clawback.WantAsync(payout, now, cancellationToken);
            }

            Post(payout, standing, moved, now, cancellationToken);
            return payout;
        },
        cancellationToken);

    /// <summary>Decides to send one to the bank again; false when another did, or it is not due any more.</summary>
    public async Task<bool> RetryAsync(PayoutId id, CancellationToken cancellationToken)
    {
        var again = false;
        await changes.RunAsync<Payout>(
            async () =>
            {
                var now = clock.Now;
                var (payout, _) = await LockedAsync(id, now, cancellationToken);
                again = payout.Retry(now);
                if (again)
                {
                    database.Record(payout, Caller.System, PayoutState.Failed, now);
                }

                return payout;
            },
            cancellationToken);
        return again;
    }

    /// <param name="id">Of the reversal.</param>
    /// <param name="word">Null when the payout has nothing left that could come back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ApplyAsync(PayoutReversalId id, Reversal? word, CancellationToken cancellationToken) => changes.RunAsync<PayoutReversal>(
        async () =>
        {
            var (now, of) = (clock.Now, await database.Set<PayoutReversal>().Where(x => x.Id == id).Select(x => x.PayoutId).SingleAsync(cancellationToken));
            var (payout, standing) = await LockedAsync(of, now, cancellationToken);
            var reversal = await database.Set<PayoutReversal>().SingleAsync(x => x.Id == id, cancellationToken);
            var old = payout.State;
            if (word is null)
            {
                reversal.Drop(now);
            }
            else if (reversal.Hear(word, standing, now) is { } moved)
            {
                database.RecordReversal(payout, old, now);
                Post(payout, standing, [moved], now, cancellationToken);
            }

            return reversal;
        },
        cancellationToken);

    private async Task<(Payout Payout, Standing Standing)> LockedAsync(PayoutId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = await database.Set<Payout>().Where(x => x.Id == id).Select(x => new { x.OperatorId, x.Amount.Currency }).SingleAsync(cancellationToken);
        var standing = await settlements.LockAsync(new SettlementKey(key.OperatorId, key.Currency), now, cancellationToken);
        return (await database.Set<Payout>().SingleAsync(x => x.Id == id, cancellationToken), standing);
    }

    private void Post(Payout payout, Standing standing, IReadOnlyList<Movement> moved, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (moved is [])
        {
            return;
        }

        // A transfer was counted as gone since it was wanted; what it moves then changes nothing of what can be paid.
        var change = moved.Where(movement => movement.Kind == MovementKind.TransferReversal)
            .Sum(movement => movement.Entries.Where(entry => entry.Account.Kind == AccountKind.OperatorPayable || entry.Account.Kind == AccountKind.Payout).Sum(entry => entry.Amount));
        changes.AtEnd(async () =>
        {
            await database.PostAsync(moved, cancellationToken);
            await settlements.FollowAsync(payout.Key, standing.Payable, standing.Payable + change, now, cancellationToken);
        });
    }
}
