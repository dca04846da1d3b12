using Npgsql;

namespace CeCommerce.IntegrationTests.Migrations;

/// <summary>A migration beside a server of the version before that goes on selling.</summary>
public sealed class BusyMigrationTests(LandedDatabase landed) : IClassFixture<LandedDatabase>
{
    [Fact]
    public async Task A_migration_that_deadlocks_with_a_sale_begins_again()
    {
        // A sale writes the order and then its payment; the migration changes payments and then orders.
        var stop = TestContext.Current.CancellationToken;
        await landed.MigrateAsync("20261129220011_PersonalData");
        await using var sale = await landed.Source.OpenConnectionAsync(stop);
        await using var selling = await sale.BeginTransactionAsync(stop);

        // So that it is the migration that PostgreSQL ends.
        await ExecuteAsync(sale, "SET LOCAL deadlock_timeout = '1min'; UPDATE orders.orders SET updated_at = updated_at");
        var migrating = landed.MigrateAsync();
        while ((await landed.ListAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'orders.orders'::regclass AND NOT granted)"))[0] is false)
        {
            Assert.False(migrating.IsCompleted);
            await Task.Delay(20, stop);
        }

        await ExecuteAsync(sale, "UPDATE payments.payments SET attempts = attempts");
        await selling.CommitAsync(stop);
        await migrating;
        Assert.Empty(await landed.ListAsync<Guid>("SELECT id FROM payments.payments WHERE purpose_id <> order_id"));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
