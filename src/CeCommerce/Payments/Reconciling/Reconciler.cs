using System.Data;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling;

/// <summary>What came of it, and its exceptions, alarming ones first.</summary>
internal sealed record Reconciled(Reconciliation Run, IReadOnlyList<ReconciliationException> Exceptions);

/// <summary>Compares the books with what processors told, to the yen, and keeps what came of it.</summary>
internal sealed class Reconciler(CommerceDatabase database, IPaymentGateway gateway, PaymentClock clock)
{
    /// <param name="only">Exceptions of this processor only; the sums are always of all, since buyer clearing is one account.</param>
    public async Task<Reconciled> RunAsync(Period period, string? only, bool nightly, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var (from, until) = (Tokyo.StartOf(period.From).ToUniversalTime(), Tokyo.StartOf(period.To).ToUniversalTime());
        var wish = new ComparisonWish(from, until, now.ToUniversalTime() - clock.Settings.ReconcileTolerance) { Gateway = only, Main = gateway.Name };
        database.ChangeTracker.Clear();

        // Both sides as of one moment.
        await using var transaction = await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var compared = await database.CompareAsync(wish, cancellationToken);
        var before = new Reconciliation
        {
            Id = TypedId.New<ReconciliationId>(now),
            RanAt = now,
            FromDay = period.From,
            ToDay = period.To,
            Gateway = only,
            Nightly = nightly,
            BooksOpening = -(await database.BalanceAsync(Account.OfPlatform(AccountKind.BuyerClearing, Money.Yen), new(from.AddTicks(-10)), cancellationToken)).Posted,
            ProcessorOpening = await database.ToldBeforeAsync(from, cancellationToken),
        };
        var reconciled = Read(before, compared);
        database.Add(reconciled.Run);
        database.AddRange(reconciled.Exceptions);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return reconciled;
    }

    private static Reconciled Read(Reconciliation run, List<Compared> compared)
    {
        var (sums, outside) = (compared.Single(one => one.Kind is null), compared.Single(one => one.Kind == "Outside"));
        ReconciliationException[] exceptions = [.. compared.Where(one => one.Kind is not (null or "Outside")).OrderBy(one => one.Kind == nameof(DiscrepancyKind.Timing)).Select((one, index) => ExceptionOf(run.Id, index + 1, one))];
        int Count(bool timing) => (int)(compared.Find(one => one.Kind is not (null or "Outside") && one.Kind == nameof(DiscrepancyKind.Timing) == timing)?.Count ?? 0);
        return new(
            new()
            {
                Id = run.Id,
                RanAt = run.RanAt,
                FromDay = run.FromDay,
                ToDay = run.ToDay,
                Gateway = run.Gateway,
                Nightly = run.Nightly,
                BooksOpening = run.BooksOpening,
                ProcessorOpening = run.ProcessorOpening,
                BooksMoved = sums.BooksAmount!.Value,
                ProcessorMoved = sums.ProcessorAmount!.Value,
                OutsideMoved = outside.ProcessorAmount!.Value,
                Matched = sums.Count,
                ExceptionCount = Count(timing: false),
                TimingCount = Count(timing: true),
            },
            exceptions);
    }

    private static ReconciliationException ExceptionOf(ReconciliationId run, int number, Compared one) => new()
    {
        ReconciliationId = run,
        Number = number,
        Kind = Enum.Parse<DiscrepancyKind>(one.Kind!),
        Gateway = one.Gateway,
        CauseKind = one.CauseKind,
        CauseId = one.CauseId,
        ProcessorId = one.ProcessorId,
        BooksAmount = one.BooksAmount,
        BooksCurrency = one.BooksCurrency,
        BooksAt = one.BooksAt,
        ProcessorAmount = one.ProcessorAmount,
        ProcessorCurrency = one.ProcessorCurrency,
        ProcessorAt = one.ProcessorAt,
    };
}
