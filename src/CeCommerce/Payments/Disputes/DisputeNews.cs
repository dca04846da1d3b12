using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>What a dispute takes of an operator's money, or gives back of it.</summary>
/// <param name="Cause">Of the taking: what hears of it twice sees by it that it is the same.</param>
/// <param name="Share">How much, and whose.</param>
/// <param name="Back">What gives it back; null where it is taken.</param>
internal sealed record DisputedMoney(Guid Cause, PaymentShare Share, Guid? Back = null);

/// <summary>Writes down what the processor said about a dispute: state, books and what was paid for, in one transaction. The same again changes nothing.</summary>
internal sealed class DisputeNews(CommerceDatabase database, AtomicChanges changes, IEnumerable<IFollowPayment> followers, DisputeBooks books, PaymentClock clock)
{
    /// <summary>False when others were faster every time: it is to be heard again.</summary>
    public async Task<bool> ApplyAsync(PaymentId id, DisputeWord word, CancellationToken cancellationToken) => (await changes.RunAsync<Dispute>(
        async () =>
        {
            var payment = await LoadAsync(id, cancellationToken);
            var known = await database.Set<Dispute>().SingleOrDefaultAsync(x => x.Gateway == payment.Gateway && x.ProcessorId == word.Id, cancellationToken);
            var (dispute, old) = (known ?? Dispute.Of(payment, word, clock), known?.State);
            if (known is null)
            {
                database.Add(dispute);
            }

            var moves = dispute.Hear(word, clock);
            if (moves.Opened)
            {
                dispute.Split(payment, clock.Now);
            }

            payment.Follow(dispute, clock);
            database.Record(dispute, payment, old, clock.Now);
            await MoveAsync(payment, dispute, moves, cancellationToken);
            return dispute;
        },
        cancellationToken)).Error is null;

    /// <summary>What was paid for first, as whoever moves its money does.</summary>
    private async Task<Payment> LoadAsync(PaymentId id, CancellationToken cancellationToken)
    {
        var purpose = await database.Set<Payment>().Where(x => x.Id == id).Select(x => new { x.PurposeKind, x.PurposeId }).SingleAsync(cancellationToken);
        await FollowerOf(purpose.PurposeKind).LockAsync(purpose.PurposeId, cancellationToken);
        return await database.Set<Payment>().SingleAsync(x => x.Id == id, cancellationToken);
    }

    /// <summary>Fees that come back with a lost sale are there before the sale is taken; of an escrow that is filled again, an order that has ended is told after it.</summary>
    private async Task MoveAsync(Payment payment, Dispute dispute, DisputeMoves moves, CancellationToken cancellationToken)
    {
        if (moves.Lost)
        {
            await TellAsync(payment, dispute, null, cancellationToken);
        }

        if (moves.Any)
        {
            var now = clock.Now;
            changes.AtEnd(() => books.PostAsync(dispute, moves, now, cancellationToken));
        }

        if (moves.Undone)
        {
            await TellAsync(payment, dispute, dispute.Id.Value, cancellationToken);
        }
    }

    private async Task TellAsync(Payment payment, Dispute dispute, Guid? back, CancellationToken cancellationToken)
    {
        foreach (var share in dispute.Shares)
        {
            await FollowerOf(payment.PurposeKind).DisputedAsync(payment, new(share.Id.Value, new(share.OperatorId, share.Amount), back), cancellationToken);
        }
    }

    private IFollowPayment FollowerOf(string kind) => followers.Single(follower => follower.Kind == kind);
}
