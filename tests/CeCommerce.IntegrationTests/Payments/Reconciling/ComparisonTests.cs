using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Reconciling;

/// <summary>What the books and a processor may say differently, each on a day of its own.</summary>
public sealed class ComparisonTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private const string Processor = "elsewhere";

    private static readonly DateOnly s_first = new(2026, 1, 1);
    private static int s_days;

    private readonly DateOnly _day = s_first.AddDays(3 * Interlocked.Increment(ref s_days));
    private readonly Guid _cause = Guid.CreateVersion7();

    private DateTimeOffset Noon => Tokyo.StartOf(_day).AddHours(12);

    [Fact]
    public async Task What_both_sides_say_alike_is_no_exception()
    {
        await BookAsync(5_000, Noon);
        await TellAsync(5_000, Noon.AddSeconds(-3), fee: 180);
        var run = await CompareAsync();
        Assert.Empty(run.Exceptions);
        Assert.Equal((2L, 4_820L, 4_820L, true), (run.Run.Matched, run.Run.BooksMoved, run.Run.ProcessorMoved, run.Run.IsClean));
    }

    [Fact]
    public async Task What_the_processor_has_not_is_named()
    {
        await BookAsync(5_000, Noon);
        var exception = await OnlyAsync(DiscrepancyKind.MissingAtProcessor);
        Assert.Equal((5_000L, null), (exception.BooksAmount, exception.ProcessorAmount));
        Assert.Equal(TypedId.Format("xxx", _cause), exception.Cause);
    }

    [Fact]
    public async Task What_the_books_have_not_is_named()
    {
        await TellAsync(-700, Noon);
        var exception = await OnlyAsync(DiscrepancyKind.MissingInBooks);
        Assert.Equal((null, -700L, Processor), (exception.BooksAmount, exception.ProcessorAmount, exception.Gateway));
    }

    [Fact]
    public async Task What_names_nothing_of_ours_is_named_by_the_processors_own_word()
    {
        var id = await TellAsync(5_000, Noon, ours: false);
        var exception = await OnlyAsync(DiscrepancyKind.MissingInBooks);
        Assert.Equal((id, null, 5_000L), (exception.ProcessorId, exception.Cause, exception.ProcessorAmount));
    }

    [Fact]
    public async Task Amounts_that_differ_by_one_yen_are_named()
    {
        await BookAsync(5_000, Noon);
        await TellAsync(4_999, Noon);
        var exception = await OnlyAsync(DiscrepancyKind.AmountDiffers);
        Assert.Equal((5_000L, 4_999L), (exception.BooksAmount, exception.ProcessorAmount));
    }

    [Fact]
    public async Task Currencies_that_differ_are_named()
    {
        await BookAsync(5_000, Noon);
        await TellAsync(5_000, Noon, currency: "USD");
        var exception = await OnlyAsync(DiscrepancyKind.CurrencyDiffers);
        Assert.Equal(("JPY", "USD"), (exception.BooksCurrency, exception.ProcessorCurrency));
    }

    [Fact]
    public async Task What_the_processor_moved_twice_is_named()
    {
        await BookAsync(5_000, Noon);
        await TellAsync(5_000, Noon);
        await TellAsync(5_000, Noon.AddMinutes(1));
        Assert.Equal(10_000L, (await OnlyAsync(DiscrepancyKind.Duplicate)).ProcessorAmount);
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_is_named_even_where_the_amounts_agree()
    {
        await BookAsync(5_000, Noon);
        await TellAsync(5_000, Noon, BalanceKind.Other);
        await OnlyAsync(DiscrepancyKind.UnknownKind);
    }

    [Fact]
    public async Task A_charge_and_its_refund_of_one_cause_are_two_movements()
    {
        await BookAsync(5_000, Noon);
        await BookAsync(-5_000, Noon.AddHours(1), MovementKind.Refund);
        await TellAsync(5_000, Noon);
        await TellAsync(-5_000, Noon.AddHours(1), BalanceKind.Refund);
        Assert.Empty((await CompareAsync()).Exceptions);
    }

    [Fact]
    public async Task Sides_on_both_sides_of_midnight_in_Tokyo_are_apart_and_alarm_nobody()
    {
        var midnight = Tokyo.StartOf(_day.AddDays(1));
        await TellAsync(5_000, midnight.AddTicks(-10));
        await BookAsync(5_000, midnight);
        foreach (var (from, moved) in new[] { (_day, (0L, 5_000L)), (_day.AddDays(1), (5_000L, 0L)) })
        {
            var run = await CompareAsync(from, from.AddDays(1));
            Assert.Equal((0, 1, DiscrepancyKind.Timing), (run.Run.ExceptionCount, run.Run.TimingCount, run.Exceptions.Single().Kind));
            Assert.Equal(moved, (run.Run.BooksMoved, run.Run.ProcessorMoved));
        }

        var both = await CompareAsync(_day, _day.AddDays(2));
        Assert.Equal((1L, 0, 0), (both.Run.Matched, both.Run.ExceptionCount, both.Run.TimingCount));
        Assert.Equal(both.Run.BooksOpening + 5_000, both.Run.BooksClosing);
        Assert.Equal(both.Run.ProcessorOpening + 5_000, both.Run.ProcessorClosing);
    }

    [Fact]
    public async Task A_side_that_came_late_is_an_exception_until_it_comes()
    {
        await TellAsync(5_000, Noon);
        await OnlyAsync(DiscrepancyKind.MissingInBooks);
        await BookAsync(5_000, Noon.AddDays(2));
        await OnlyAsync(DiscrepancyKind.Timing);
    }

    [Fact]
    public async Task What_is_younger_than_the_tolerance_may_still_come()
    {
        var now = shop.Clock.GetUtcNow();
        var (young, old) = (await TellAsync(5_000, now.AddHours(-5), ours: false), await TellAsync(6_000, now.AddHours(-7), ours: false));
        var run = await CompareAsync(Tokyo.DayOf(now.AddHours(-7)), Tokyo.DayOf(now).AddDays(1));
        Assert.Equal(DiscrepancyKind.Timing, run.Exceptions.Single(one => one.ProcessorId == young).Kind);
        Assert.Equal(DiscrepancyKind.MissingInBooks, run.Exceptions.Single(one => one.ProcessorId == old).Kind);
        Assert.Equal(run.Exceptions.OrderBy(one => one.Kind == DiscrepancyKind.Timing).Select(one => one.Number), Enumerable.Range(1, run.Exceptions.Count));
    }

    [Fact]
    public async Task Money_between_the_balance_and_the_platforms_bank_is_counted_apart()
    {
        await TellAsync(-3_000, Noon, BalanceKind.Payout, ours: false);
        var run = await CompareAsync();
        Assert.Empty(run.Exceptions);
        Assert.Equal((-3_000L, -3_000L, 0L), (run.Run.ProcessorMoved, run.Run.OutsideMoved, run.Run.BooksMoved));
    }

    [Fact]
    public async Task M4_a_processors_fee_is_the_platforms_cost_and_posted_once_however_many_keep_it()
    {
        var told = Enumerable.Range(0, 50).Select(i => new ProcessorTransaction($"{_cause:N}-{i}", BalanceKind.ProcessorFee, -100 - i, "JPY", Noon) { Word = "fee" }).ToList();
        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => KeepAsync([.. told.OrderBy(_ => Random.Shared.Next())])));
        Assert.Equal(50, kept.Sum());
        Assert.Equal(50, kept.Max());
        var cost = told.Sum(one => -one.Amount);
        Assert.Equal(cost, await SumAsync(AccountKind.BuyerClearing));
        Assert.Equal(-cost, await SumAsync(AccountKind.ProcessorFee));
        Assert.Empty((await CompareAsync()).Exceptions);
    }

    [Fact]
    public async Task What_was_compared_and_what_was_told_can_only_be_added_to()
    {
        await TellAsync(-700, Noon);
        await CompareAsync();
        foreach (var sql in new[] { "UPDATE payments.balance_transactions SET amount = 0", "DELETE FROM payments.reconciliations", "UPDATE payments.reconciliation_exceptions SET number = 0" })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => shop.Scalar(sql));
        }
    }

    private async Task<long> SumAsync(AccountKind kind) => (long)(await shop.Scalar(
        $"""
        SELECT sum(e.amount)::bigint FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id JOIN payments.balance_transactions t ON t.id = m.cause_id JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = 'btx' AND a.kind = '{kind.Word}' AND t.processor_id LIKE '{_cause:N}%'
        """))!;

    private async Task<ReconciliationException> OnlyAsync(DiscrepancyKind kind)
    {
        var run = await CompareAsync();
        var exception = Assert.Single(run.Exceptions);
        Assert.Equal(kind, exception.Kind);
        Assert.Equal(kind == DiscrepancyKind.Timing ? (0, 1) : (1, 0), (run.Run.ExceptionCount, run.Run.TimingCount));
        return exception;
    }

    private Task<Reconciled> CompareAsync() => CompareAsync(_day, _day.AddDays(1));

    private Task<Reconciled> CompareAsync(DateOnly from, DateOnly to) => shop.On((Reconciler books) => books.RunAsync(new(from, to), null, nightly: false, default));

    /// <summary>Money that came to the processor, or went, by the books.</summary>
    private Task<bool> BookAsync(long amount, DateTimeOffset at, MovementKind? kind = null) => shop.On((CommerceDatabase database) => database.PostAsync(
        [
            Movement.Of(
                kind ?? MovementKind.Charge, new("xxx", _cause),
                [new(Account.OfPlatform(AccountKind.BuyerClearing, "JPY"), -amount), new(Account.OfOperator(AccountKind.Escrow, OperatorId.From(_cause), "JPY"), amount)],
                new(at, at)),
        ],
        default));

    /// <summary>The same as the processor tells it; answers its name.</summary>
    private async Task<string> TellAsync(long amount, DateTimeOffset at, BalanceKind kind = BalanceKind.Charge, long fee = 0, string currency = "JPY", bool ours = true)
    {
        var id = $"txn_{Guid.CreateVersion7():N}";
        await KeepAsync([new(id, kind, amount, currency, at) { Fee = fee, Word = "told", Ours = ours ? TypedId.Format("xxx", _cause) : null }]);
        return id;
    }

    private Task<int> KeepAsync(IReadOnlyCollection<ProcessorTransaction> told) => shop.In(async services =>
    {
        var database = services.GetRequiredService<CommerceDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var kept = await services.GetRequiredService<BalanceTransactions>().KeepAsync(Processor, told, default);
        await transaction.CommitAsync();
        return kept;
    });
}
