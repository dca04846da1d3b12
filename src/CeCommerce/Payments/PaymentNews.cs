using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;

namespace CeCommerce.Payments;

/// <summary>
/// Writes down what the processor said: payment, ledger and the move of what is paid for in one transaction. Saying the same again,
/// or saying it late, changes nothing.
/// </summary>
internal sealed class PaymentNews(CommerceDatabase database, AtomicChanges changes, IEnumerable<IFollowPayment> followers, StepBooks books, PaymentClock clock)
{
    /// <param name="payment">As the caller knows it; read again unless its request has only just begun it.</param>
    /// <param name="charge">Null when the processor has none.</param>
    /// <param name="begun">The request that began it, when it is still open.</param>
    public async Task<Payment> ApplyAsync(Payment payment, Charge? charge, BegunPayment? begun, CancellationToken cancellationToken)
    {
        var rows = begun?.Rows ?? [];
        var recorded = await changes.RunAsync<Payment>(
            async () =>
            {
                var known = rows.Count > 0 ? Attached(payment, rows) : await LoadAsync(payment, cancellationToken);

                // Row versions tell when somebody else was here first: then all is read after all.
                rows = [];
                var moved = await HearAsync(known, charge, cancellationToken);
                var loose = await database.HearAsync(known, charge?.Cash, clock, cancellationToken);
                if (begun is not null)
                {
                    begun.Request.Request.Finish(JsonColumn.Write(begun.Answer));
                    database.Update(begun.Request.Request);
                }

                await SaveAsync(known, moved, loose, cancellationToken);
                return known;
            },
            cancellationToken);
        return recorded.Value ?? await database.PaymentAsync(payment.Id, cancellationToken);
    }

    private Payment Attached(Payment payment, IReadOnlyList<object> rows)
    {
        database.AttachRange(rows);
        return payment;
    }

    private async Task<Payment> LoadAsync(Payment payment, CancellationToken cancellationToken)
    {
        await FollowerOf(payment).LockAsync(payment.PurposeId, cancellationToken);
        return await database.PaymentAsync(payment.Id, cancellationToken);
    }

    /// <summary>Answers what it changed about money.</summary>
    private async Task<MoneyNews> HearAsync(Payment payment, Charge? charge, CancellationToken cancellationToken)
    {
        var before = MoneyNews.Known(payment);
        if (charge is null)
        {
            payment.HearNothing(clock);
            return before.Since(payment);
        }

        if (payment.Hear(charge, clock))
        {
            database.Tell(PaymentEvents.Of(payment, clock.Now));
        }

        foreach (var refund in payment.Remind(clock))
        {
            database.Tell(PaymentEvents.AccountNeeded(payment, refund, clock.Now));
        }

        await FollowerOf(payment).HeardAsync(payment, charge, cancellationToken);
        return before.Since(payment);
    }

    /// <summary>
    /// Posts last: of two that record one payment at once, one may hold what is paid for and wait for the other's movement, while that one,
    /// which has not locked it, comes to save it. All taking the rows before the movement, none waits for a later one.
    /// </summary>
    private async Task SaveAsync(Payment payment, MoneyNews news, IReadOnlyList<Movement> loose, CancellationToken cancellationToken)
    {
        await database.SaveWithJournalAsync(cancellationToken);

        // So that the save at the end of the transaction has nothing to compare again.
        database.ChangeTracker.Clear();
        await books.PostAsync(payment, news, clock.Now, cancellationToken);
        await database.PostAsync(loose, cancellationToken);
    }

    private IFollowPayment FollowerOf(Payment payment) => followers.Single(follower => follower.Kind == payment.PurposeKind);
}
