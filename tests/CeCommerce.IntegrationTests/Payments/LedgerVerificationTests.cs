using System.Globalization;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments;

/// <summary>Books that somebody broke behind the database's back are named.</summary>
public sealed class LedgerVerificationTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task The_command_ends_with_0_over_right_books_and_names_each_flaw_of_wrong_ones_with_3()
    {
        await shop.Paid();
        var (right, said, _) = await VerifyAsync();
        Assert.True(right == 0, said);
        Assert.Contains("The books are right.", said, StringComparison.Ordinal);

        var order = await shop.Paid();
        var payment = PaymentId.From((Guid)(await shop.Scalar($"SELECT id FROM payments.payments WHERE order_id = '{order.Id.Value}'"))!);
        await BreakAsync($"DELETE FROM payments.movements WHERE cause_id = '{payment.Value}'");
        var (wrong, lines, _) = await VerifyAsync();
        Assert.Equal(3, wrong);
        Assert.Contains($"{payment}: ", lines, StringComparison.Ordinal);
        Assert.Contains($"{order.Id}: ", lines, StringComparison.Ordinal);
        Assert.Contains("is not in the books", lines, StringComparison.Ordinal);
        await BreakAsync($"INSERT INTO payments.movements SELECT min(movement_id::text)::uuid, 'Charge', 'pay', '{payment.Value}', min(at), min(recorded_at) FROM payments.entries e WHERE NOT EXISTS (SELECT FROM payments.movements m WHERE m.id = e.movement_id)");
        Assert.Equal(0, (await VerifyAsync()).ExitCode);
    }

    [Theory]
    [InlineData("UPDATE payments.entries SET amount = amount + 1 WHERE movement_id = '{m}' AND amount > 0", "add up to 1 JPY", "stand at 1 instead of 0", "by its days")]
    [InlineData("UPDATE payments.entries SET amount = amount * 2 WHERE movement_id = '{m}'", "instead of 20900", "by its days", "Paid, 20900 is owed")]
    [InlineData("DELETE FROM payments.entries WHERE movement_id = '{m}'", "has no entries", "is not in the books", "by its days")]
    [InlineData("UPDATE payments.movements SET at = at - interval '1 day' WHERE id = '{m}'", "do not say the times")]
    [InlineData("UPDATE payments.movements SET cause_id = gen_random_uuid() WHERE id = '{m}'", "no payment says so", "is not in the books")]
    [InlineData("UPDATE payments.movements SET cause_kind = 'xyz' WHERE id = '{m}'", "kind of its cause, 'xyz'")]
    [InlineData("UPDATE payments.movements SET kind = 'Refund' WHERE id = '{m}'", "Refund of 20900 JPY is in the books", "Charge of 20900 JPY is not")]
    [InlineData("UPDATE payments.payments SET captured = false WHERE id = '{p}'", "By the payment 0 JPY was captured, by its steps 20900")]
    [InlineData("UPDATE payments.steps SET state = 'Failed' WHERE kind = 'Capture' AND payment_id = '{p}'", "Charge of 20900 JPY is in the books, and no payment says so")]
    [InlineData("UPDATE payments.steps SET amount = 20000 WHERE kind = 'Capture' AND payment_id = '{p}'", "Charge is in the books with 20900 JPY instead of 20000")]
    [InlineData("DELETE FROM payments.unsummed WHERE movement_id = '{m}'", "by its days")]
    [InlineData("UPDATE orders.orders SET state = 'Refunded' WHERE id = '{o}'", "Refunded, 0 is owed")]
    public async Task Each_way_to_break_the_books_is_named(string how, params string[] named)
    {
        var order = await shop.Paid();
        var payment = await shop.Scalar($"SELECT id FROM payments.payments WHERE order_id = '{order.Id.Value}'");
        var movement = await shop.Scalar($"SELECT id FROM payments.movements WHERE cause_id = '{payment}'");
        Assert.Empty(await FlawsAsync());
        var sql = how.Replace("{m}", $"{movement}", StringComparison.Ordinal).Replace("{p}", $"{payment}", StringComparison.Ordinal).Replace("{o}", $"{order.Id.Value}", StringComparison.Ordinal);
        var undo = await UndoAsync(order.Id);
        await BreakAsync(sql);
        var flaws = await FlawsAsync();
        await BreakAsync(undo);
        Assert.All(named, name => Assert.Contains(flaws, flaw => flaw.Message.En.Contains(name, StringComparison.Ordinal)));
        Assert.Empty(await FlawsAsync());
    }

    [Fact]
    public async Task A_pending_movement_that_nobody_ended_is_named()
    {
        var now = shop.Clock.GetUtcNow();
        var hold = PaymentMovements.Charge(Cause.Of(PaymentId.From(Guid.CreateVersion7())), [new(default, Money.Jpy(500))], MovementTime.Now(now)).PendingUntil(now.AddMinutes(1));
        await shop.On((CommerceDatabase database) => database.PostAsync([hold], default));
        shop.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Contains(await FlawsAsync(), flaw => flaw.Subject == hold.Id.ToString() && flaw.Message.En.Contains("overdue", StringComparison.Ordinal));
        await shop.On((BooksUpkeep upkeep) => upkeep.RunAsync(default));
        Assert.Empty(await FlawsAsync());
    }

    private Task<IReadOnlyList<LedgerFlaw>> FlawsAsync() => shop.On((LedgerVerification books) => books.FlawsAsync(default));

    /// <summary>Puts the rows of one order back as they are now.</summary>
    private async Task<string> UndoAsync(OrderId order)
    {
        var rows = await shop.Scalar(
            $"""
            WITH payment AS (SELECT * FROM payments.payments WHERE order_id = '{order.Value}'), movement AS (SELECT * FROM payments.movements WHERE cause_id IN (SELECT id FROM payment))
            SELECT format('DELETE FROM payments.entries WHERE movement_id = %1$L; DELETE FROM payments.unsummed WHERE movement_id = %1$L; DELETE FROM payments.movements WHERE id = %1$L;
                INSERT INTO payments.movements SELECT * FROM jsonb_populate_record(NULL::payments.movements, %2$L);
                INSERT INTO payments.entries SELECT * FROM jsonb_populate_recordset(NULL::payments.entries, %3$L);
                INSERT INTO payments.unsummed SELECT * FROM jsonb_populate_recordset(NULL::payments.unsummed, %3$L);
                UPDATE payments.payments SET captured = true WHERE id = %4$L;
                UPDATE payments.steps SET state = ''Succeeded'', amount = 20900 WHERE kind = ''Capture'' AND payment_id = %4$L; UPDATE orders.orders SET state = ''Paid'' WHERE id = ''{order.Value}''',
                id, to_jsonb(movement), (SELECT jsonb_agg(e) FROM payments.entries e WHERE e.movement_id = movement.id), cause_id) FROM movement
            """);
        return (string)rows!;
    }

    /// <summary>As somebody who may do everything and wants no trigger to see it.</summary>
    private async Task BreakAsync(string sql)
    {
        await using var connection = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {sql}; RESET session_replication_role", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private Task<(int ExitCode, string Output, string Errors)> VerifyAsync() => ServerProcess.RunAsync(
        shop.Home,
        ["ledger", "verify"],
        ("CECOMMERCE_DATABASE", shop.ConnectionString),
        ("CECOMMERCE_CLOCK", shop.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)));
}
