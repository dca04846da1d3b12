using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments;

/// <summary>The books in the database: what they say, what they refuse, and who wins.</summary>
public sealed class BooksTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private static readonly MovementKind s_hold = new("Hold");
    private static readonly OperatorId s_operator = OperatorId.From(Guid.CreateVersion7());

    private DateTimeOffset Now => shop.Clock.GetUtcNow();

    [Fact]
    public async Task Thirty_two_that_post_one_cause_write_one_movement()
    {
        var cause = NewCause();
        var written = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => Post(Charge(cause, i * 100))));
        Assert.Single(written, true);
        Assert.Equal(1L, await shop.Scalar($"SELECT count(*) FROM payments.movements WHERE cause_id = '{cause.Id}'"));
        Assert.Equal(2L, await shop.Scalar($"SELECT count(*) FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id WHERE cause_id = '{cause.Id}'"));
    }

    [Fact]
    public async Task Of_many_that_resolve_one_pending_movement_exactly_one_does()
    {
        for (var round = 0; round < 20; round++)
        {
            var hold = Hold(1_000);
            await Post(hold);
            var captured = Charge(NewCause(), 1_000);
            bool[] won = await Task.WhenAll(
                Resolve(Resolution.Post(hold, captured)), Resolve(Resolution.Void(hold, MovementTime.Now(Now))), Resolve(Resolution.Post(hold, Charge(NewCause(), 400))));
            Assert.Single(won, true);
            Assert.Equal(won[0] ? 1L : 0L, await shop.Scalar($"SELECT count(*) FROM payments.movements WHERE id = '{captured.Id}'"));
            Assert.Equal(0L, await shop.Scalar($"SELECT count(*) FROM payments.unresolved WHERE movement_id = '{hold.Id}'"));
        }
    }

    [Fact]
    public async Task Whoever_resolves_second_waits_for_the_first_and_wins_when_that_one_gives_up()
    {
        var hold = Hold(1_000);
        await Post(hold);
        await using var first = shop.Server.CreateAsyncScope();
        var database = first.ServiceProvider.GetRequiredService<CommerceDatabase>();
        await using var transaction = await database.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Assert.True(await database.ResolveAsync(Resolution.Void(hold, MovementTime.Now(Now)), default));
        var second = Resolve(Resolution.Post(hold, Charge(NewCause(), 1_000)));
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.True(await second);
    }

    [Fact]
    public async Task Pending_money_stands_apart_until_it_is_posted_in_part_and_the_rest_released()
    {
        var account = Account.OfOperator(AccountKind.Escrow, OperatorId.From(Guid.CreateVersion7()), "JPY");
        var began = Now;
        var hold = Hold(1_000, account);
        await Post(hold);
        Assert.Equal(new(0, 1_000), await BalanceOf(account, new(began)));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(hold.Entries.ToHashSet(), (await shop.On((CommerceDatabase database) => database.PendingAsync(hold.Kind, hold.Cause, default)))!.Entries.ToHashSet());
        await Resolve(Resolution.Post(hold, Movement.Of(MovementKind.Charge, NewCause(), Sides(400, account), MovementTime.Now(Now))));
        Assert.Equal(new(400, 0), await BalanceOf(account, new(Now)));
        Assert.Equal(new(0, 1_000), await BalanceOf(account, new(began)));
        Assert.Equal(new(0, 1_000), await BalanceOf(account, new(Now, KnownAt: began)));
    }

    [Fact]
    public async Task Pending_money_counts_no_longer_from_its_time_out_on_and_is_written_down_as_expired()
    {
        var account = Account.OfOperator(AccountKind.Escrow, OperatorId.From(Guid.CreateVersion7()), "JPY");
        var hold = Hold(1_000, account);
        await Post(hold);
        var over = hold.TimesOutAt!.Value;
        Assert.Equal(1_000, (await BalanceOf(account, new(over.AddMilliseconds(-1)))).Pending);
        Assert.Equal(0, (await BalanceOf(account, new(over))).Pending);
        shop.Clock.SetUtcNow(over);
        await shop.On((BooksUpkeep upkeep) => upkeep.RunAsync(default));
        Assert.Equal("Expired", await shop.Scalar($"SELECT outcome FROM payments.resolutions WHERE pending_id = '{hold.Id}'"));
        Assert.False(await Resolve(Resolution.Void(hold, MovementTime.Now(over.AddMinutes(-1)))));
    }

    [Fact]
    public async Task What_is_posted_without_its_pending_movement_is_not_posted_for_it_again()
    {
        var (hold, charge) = (Hold(1_000), Charge(NewCause(), 1_000));
        await Post(hold);
        await Post(charge);
        var again = await Assert.ThrowsAsync<PostgresException>(() => Resolve(Resolution.Post(hold, Charge(charge.Cause, 1_000))));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, again.SqlState);
    }

    [Theory]
    [InlineData("a movement that is off by a yen", "INSERT INTO payments.entries SELECT id, account, amount, at, recorded_at FROM movement, (VALUES ({0}, 100), ({1}, -99)) AS side (account, amount)")]
    [InlineData("a movement of one entry", "INSERT INTO payments.entries SELECT id, {0}, 100, at, recorded_at FROM movement")]
    [InlineData("a movement without entries", "SELECT 1")]
    [InlineData("entries of another time", "INSERT INTO payments.entries SELECT id, account, amount, at - interval '1 day', recorded_at FROM movement, (VALUES ({0}, 100), ({1}, -100)) AS side (account, amount)")]
    [InlineData("pending entries of a posted movement", "INSERT INTO payments.pending_entries SELECT id, account, amount, tstzrange(at, at + interval '1 day'), recorded_at FROM movement, (VALUES ({0}, 100), ({1}, -100)) AS side (account, amount)")]
    public async Task The_database_refuses_at_commit(string what, string entries)
    {
        await Post(Charge(NewCause(), 100));
        var (payable, clearing) = ($"payments.account_id('Escrow', '{s_operator.Value}', 'JPY')", "payments.account_id('BuyerClearing', NULL, 'JPY')");
        var insert = entries.Replace("{0}", payable, StringComparison.Ordinal).Replace("{1}", clearing, StringComparison.Ordinal);
        await using var connection = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            WITH movement AS (
                INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at) VALUES (gen_random_uuid(), 'Charge', 'pay', gen_random_uuid(), now(), now()) RETURNING *)
            {insert}
            """, connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync(TestContext.Current.CancellationToken));
        Assert.True(refused.SqlState == PostgresErrorCodes.CheckViolation, $"{what}: {refused.MessageText}");
    }

    [Theory]
    [InlineData("'Voided', NULL", "now() - interval '1 day'")]
    [InlineData("'Voided', NULL", "now() + interval '2 hours'")]
    [InlineData("'Expired', NULL", "now()")]
    [InlineData("'Posted', {0}", "now()")]
    public async Task The_database_refuses_a_resolution_that_cannot_be(string outcome, string at)
    {
        var (more, hold) = (Charge(NewCause(), 1_001), Movement.Of(s_hold, NewCause(), Charge(default, 1_000).Entries, MovementTime.Now(TimeProvider.System.GetUtcNow().AddMinutes(-1))));
        await Post(more);
        await Post(hold.PendingUntil(hold.Time.At.AddHours(1)));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => shop.Scalar(
            $"INSERT INTO payments.resolutions (pending_id, outcome, movement_id, at, recorded_at) VALUES ('{hold.Id}', {outcome.Replace("{0}", $"'{more.Id}'", StringComparison.Ordinal)}, {at}, now())"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("accounts", "currency = 'USD'")]
    [InlineData("movements", "kind = 'Refund'")]
    [InlineData("entries", "amount = 0")]
    [InlineData("pending_entries", "amount = 0")]
    [InlineData("resolutions", "outcome = 'Voided'")]
    public async Task Nothing_written_down_is_altered_or_deleted(string table, string change)
    {
        await Post(Hold(1_000));
        foreach (var statement in (string[])[$"UPDATE payments.{table} SET {change}", $"DELETE FROM payments.{table}", $"TRUNCATE payments.{table} CASCADE"])
        {
            Assert.Contains("append-only", (await Assert.ThrowsAsync<PostgresException>(() => shop.Scalar(statement))).MessageText, StringComparison.Ordinal);
        }
    }

    private Task<Balance> BalanceOf(Account account, AsOf asOf) => shop.On((CommerceDatabase database) => database.BalanceAsync(account, asOf, default));

    private Task<bool> Post(Movement movement) => shop.On((CommerceDatabase database) => database.PostAsync([movement], default));

    private Task<bool> Resolve(Resolution resolution) => shop.On((CommerceDatabase database) => database.ResolveAsync(resolution, default));

    private Movement Charge(Cause cause, long amount) => PaymentMovements.Charge(cause, [new(s_operator, Money.Jpy(amount))], MovementTime.Now(Now));

    private Movement Hold(long amount, Account? account = null) =>
        Movement.Of(s_hold, NewCause(), Sides(amount, account ?? Account.OfOperator(AccountKind.Escrow, s_operator, "JPY")), MovementTime.Now(Now)).PendingUntil(Now.AddHours(1));

    private static Entry[] Sides(long amount, Account account) => [new(account, amount), new(Account.OfPlatform(AccountKind.BuyerClearing, "JPY"), -amount)];

    private static Cause NewCause() => Cause.Of(PaymentId.From(Guid.CreateVersion7()));
}
