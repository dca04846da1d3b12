using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Proofs;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Log;

/// <summary>Books with a log, and somebody who may do everything to both.</summary>
public sealed class LedgerShop(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string[] s_tables =
    [
        "platform.proof_logs", "platform.proof_keys", "platform.checkpoints", "payments.accounts", "payments.movements", "payments.entries", "payments.pending_entries",
        "payments.resolutions", "payments.log_leaves", "payments.unsealed",
    ];

    private static readonly OperatorId s_operator = OperatorId.From(Guid.CreateVersion7());

    public OrderShop Shop { get; } = new(cluster);

    internal DateTimeOffset Now => Shop.Clock.GetUtcNow();

    public async ValueTask InitializeAsync() => await Shop.InitializeAsync();

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    /// <summary>A sale of a thousand yen.</summary>
    internal async Task<Movement> PostAsync(MovementTime? time = null, IServiceProvider? server = null)
    {
        var movement = Charge(time ?? MovementTime.Now(Now));
        Assert.True(await Shop.On((CommerceDatabase database) => database.PostAsync([movement], default), server));
        return movement;
    }

    internal async Task<Movement> HoldAsync()
    {
        var hold = Charge(MovementTime.Now(Now)).PendingUntil(Now.AddDays(7));
        Assert.True(await Shop.On((CommerceDatabase database) => database.PostAsync([hold], default)));
        return hold;
    }

    internal Task SealAsync(IServiceProvider? server = null) => Shop.On((LedgerSealing sealing) => sealing.RunAsync(default), server);

    /// <summary>Midnight passes, and the checkpoint of the day is made, of passports too.</summary>
    internal async Task NextDayAsync()
    {
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await Shop.On((Checkpoints checkpoints) => checkpoints.MakeDueAsync(default)));
    }

    internal Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(IReadOnlyList<Checkpoint>? kept = null) => Shop.On((LogVerification log) => log.FlawsAsync(kept ?? [], default));

    internal async Task<IReadOnlyList<Checkpoint>> CheckpointsAsync()
    {
        await using var connection = await Shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return [.. (await connection.AllAsync(LedgerSealing.LogName, TestContext.Current.CancellationToken)).Select(stored => stored.Signed)];
    }

    internal async Task<long> CountAsync(string rows) => (long)(await Shop.Scalar($"SELECT count(*) FROM {rows}"))!;

    /// <summary>What is found after somebody whom no trigger sees did this; afterwards everything is as it was.</summary>
    internal async Task<IReadOnlyList<LedgerFlaw>> BrokenAsync(string sql, Func<Task<IReadOnlyList<LedgerFlaw>>>? look = null)
    {
        await AlterAsync(string.Concat(s_tables.Select(table => $"CREATE TABLE {Kept(table)} AS SELECT * FROM {table};")));
        try
        {
            await AlterAsync(sql);
            return await (look is null ? FlawsAsync() : look());
        }
        finally
        {
            await AlterAsync(string.Concat(s_tables.Select(table => $"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {Kept(table)}; DROP TABLE {Kept(table)};")));
        }
    }

    /// <summary>Takes a movement and its leaf, the last one, away again.</summary>
    internal Task ForgetAsync(Movement movement) => AlterAsync(string.Concat(
        new[] { "entries WHERE movement_id", "pending_entries WHERE movement_id", "log_leaves WHERE movement_id", "movements WHERE id" }.Select(rows => $"DELETE FROM payments.{rows} = '{movement.Id}';")));

    /// <summary>Forges the whole log anew over the books as they are, and signs every checkpoint again, as whoever has the file of keys can.</summary>
    internal async Task RebuildAsync()
    {
        var days = await CheckpointsAsync();
        await AlterAsync(
            """
            DELETE FROM platform.checkpoints; DELETE FROM payments.unsealed;
            INSERT INTO payments.unsealed SELECT movement_id, resolves FROM payments.log_leaves; DELETE FROM payments.log_leaves
            """);
        await SealAsync();
        await using var connection = await Shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var leaves = await Shop.On((LedgerSealing sealing) => sealing.LeavesAsync(connection, 0, default).ToListAsync(TestContext.Current.CancellationToken).AsTask());
        using var signers = await Shop.On((ProofKeyFile keys) => Task.FromResult(keys.Open()));
        for (var i = 0; i < days.Count; i++)
        {
            var tree = new MerkleFrontier();
            leaves.Take((int)days[i].Size).ToList().ForEach(tree.Add);
            await connection.AddAsync(LedgerSealing.LogName, new(i + 1, Checkpoint.Sign(days[i].Origin, tree, days[i].At, signers.Newest), tree.ToBytes()), TestContext.Current.CancellationToken);
        }
    }

    internal async Task AlterAsync(string sql)
    {
        await using var connection = await Shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {sql}; RESET session_replication_role", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string Kept(string table) => "kept_" + table.Replace('.', '_');

    private static Movement Charge(MovementTime time) => PaymentMovements.Charge(Cause.Of(PaymentId.From(Guid.CreateVersion7())), [new(s_operator, Money.Jpy(1_000))], time);
}
