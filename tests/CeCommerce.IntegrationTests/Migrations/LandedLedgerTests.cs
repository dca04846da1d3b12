using System.Globalization;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>The ledger of the version that kept entries by order, and a server of it that goes on beside this one.</summary>
public sealed class LandedLedgerTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    private const string Sums = "SELECT order_id || ' ' || operator_id || ' ' || account || ' ' || kind || ' ' || currency || ' ' || sum(amount) FROM payments.ledger_entries GROUP BY order_id, operator_id, account, kind, currency ORDER BY 1";

    // Word for word what that version sends when it hears that a payment was captured or refunded.
    private const string Insert =
        """
        INSERT INTO payments.ledger_entries (id, account, amount, at, currency, kind, operator_id, order_id, payment_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    // Its check of the books, over all orders.
    private const string Check =
        """
        SELECT o.id::text FROM orders.orders AS o
        WHERE (SELECT COALESCE(sum(l.amount), 0.0)::bigint FROM payments.ledger_entries AS l WHERE l.order_id = o.id) <> 0
            OR ((SELECT COALESCE(sum(l.amount), 0.0)::bigint FROM payments.ledger_entries AS l WHERE l.order_id = o.id AND l.account = 'OperatorPayable')
                <> CASE WHEN o.state IN ('Paid', 'HandedOver', 'Completed', 'RefundPending') THEN o.total_amount ELSE 0 END AND NOT o.unsettled)
        ORDER BY o.id LIMIT 100
        """;

    [Fact]
    public async Task Sums_are_what_they_were_and_a_server_of_before_goes_on_in_the_same_books()
    {
        // Its session stays open and its statements prepared over the migration.
        await using var before = await landed.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var insert = new NpgsqlCommand(Insert, before);
        foreach (var type in (string[])["uuid", "text", "int8", "timestamptz", "text", "text", "uuid", "uuid", "uuid"])
        {
            insert.Parameters.Add(new() { DataTypeName = type, Value = DBNull.Value });
        }

        await insert.PrepareAsync(TestContext.Current.CancellationToken);
        await using var check = new NpgsqlCommand(Check, before);
        await check.PrepareAsync(TestContext.Current.CancellationToken);
        var sums = await landed.ListAsync<string>(Sums);
        Assert.NotEmpty(sums);
        await landed.MigrateAsync();
        Assert.Equal(sums, await landed.ListAsync<string>(Sums));
        Assert.Equal(
            sums.Sum(line => line.Contains(" OperatorPayable ", StringComparison.Ordinal) ? long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture) : 0),
            (await landed.ListAsync<long>("SELECT sum(amount)::bigint FROM payments.day_sums s JOIN payments.accounts a ON a.id = s.account_id WHERE a.kind = 'OperatorPayable'"))[0]);
        Assert.Null(await check.ExecuteScalarAsync(TestContext.Current.CancellationToken));

        await PaidAsync(before, insert);
        Assert.Null(await check.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["BuyerClearing -9800", "OperatorPayable 9800"], await landed.ListAsync<string>(
            """
            SELECT a.kind || ' ' || e.amount FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id
            JOIN payments.movements m ON m.id = e.movement_id JOIN payments.payments p ON p.id = m.cause_id AND m.cause_kind = 'pay' AND m.kind = 'Charge'
            WHERE p.method = 'konbini_pending_then_success' ORDER BY 1
            """));

        // The same once more, as when two servers hear it at once: refused by a key, so that it looks again, as ever.
        var again = await Assert.ThrowsAsync<PostgresException>(() => PaidAsync(before, insert));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, again.SqlState);
        await RefundedByThisVersionAsync();
        Assert.Equal(["0"], await landed.ListAsync<string>($"SELECT sum(amount)::text FROM payments.ledger_entries WHERE account = 'OperatorPayable' AND payment_id = {Payment}"));
        await using var database = Database();
        Assert.Empty(await new BooksCheck(database, TimeProvider.System).FlawsAsync(default));
    }

    [Fact]
    public async Task One_entry_alone_is_refused_as_before()
    {
        await using var other = await OtherAsync();
        await other.MigrateAsync();
        var alone = await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync(
            "INSERT INTO payments.ledger_entries (id, order_id, payment_id, operator_id, kind, account, amount, currency, at) SELECT gen_random_uuid(), order_id, id, gen_random_uuid(), 'Charge', 'Buyer', -1, 'JPY', now() FROM payments.payments WHERE NOT captured LIMIT 1"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, alone.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync("UPDATE payments.ledger_entries SET amount = 0"));
        await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteAsync("DELETE FROM payments.ledger_entries"));
    }

    [Fact]
    public async Task Going_back_leaves_the_old_table_with_what_has_come_since()
    {
        await using var other = await OtherAsync();
        var sums = await other.ListAsync<string>(Sums);
        await other.MigrateAsync("20261129220001_LedgerMovements");
        await other.MigrateAsync("20261129210001_Reports");
        Assert.Equal(sums, await other.ListAsync<string>(Sums));
        await other.MigrateAsync();
        Assert.Equal(sums, await other.ListAsync<string>(Sums));
    }

    private const string Payment = "(SELECT id FROM payments.payments WHERE method = 'konbini_pending_then_success')";

    private async Task<LandedDatabase> OtherAsync()
    {
        var other = landed.Another();
        await other.InitializeAsync();
        return other;
    }

    private static async Task PaidAsync(NpgsqlConnection before, NpgsqlCommand insert)
    {
        await using var transaction = await before.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var order = new NpgsqlCommand(
            "SELECT o.id, o.operator_id, p.id, p.amount FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id WHERE p.method = 'konbini_pending_then_success'", before);
        await using (var reader = await order.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            object[] values = [Guid.Empty, "", reader.GetInt64(3), DateTimeOffset.UnixEpoch, "JPY", "Charge", reader.GetGuid(1), reader.GetGuid(0), reader.GetGuid(2)];
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i];
            }
        }

        var (now, amount) = (TimeProvider.System.GetUtcNow(), (long)insert.Parameters[2].Value!);
        foreach (var (account, signed) in ((string, long)[])[("Buyer", -amount), ("OperatorPayable", amount)])
        {
            (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value, insert.Parameters[3].Value) = (Guid.CreateVersion7(), account, signed, now);
            Assert.Equal(1, await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        await using var paid = new NpgsqlCommand("UPDATE payments.payments SET captured = true, status = 'Succeeded' WHERE id = $1", before);
        paid.Parameters.Add(new() { Value = insert.Parameters[8].Value });
        await paid.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var moved = new NpgsqlCommand("UPDATE orders.orders SET state = 'Paid', unsettled = false WHERE id = $1", before);
        moved.Parameters.Add(new() { Value = insert.Parameters[7].Value });
        await moved.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private async Task RefundedByThisVersionAsync()
    {
        await using var database = Database();
        var cause = new Cause("pay", (await landed.ListAsync<Guid>($"SELECT {Payment}"))[0]);
        var owner = (await landed.ListAsync<Guid>("SELECT DISTINCT operator_id FROM orders.orders"))[0];
        var refund = PaymentMovements.Refund(cause, [new(new(owner), CeCommerce.Platform.Money.Jpy(9_800))], new([]), MovementTime.Now(TimeProvider.System.GetUtcNow()));
        Assert.True(await database.PostAsync([refund], default));
    }

    private CommerceDatabase Database()
    {
        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, landed.Source);
        return new(options.Options);
    }
}
