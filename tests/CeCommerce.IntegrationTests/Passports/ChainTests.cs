using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Passports;
using CeCommerce.Passports.Chain;
using CeCommerce.Passports.Log;
using CeCommerce.Platform.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>What a chain is, whoever adds to it at once.</summary>
public sealed class ChainTests(TestServer server) : IClassFixture<TestServer>
{
    private static long s_line = 1_000_000_000;

    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_who_add_at_once_make_one_unbroken_chain()
    {
        var item = await ItemAsync();
        var added = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AppendAsync(Event(item))));
        Assert.All(added, one => Assert.Single(one));
        await AssertUnbrokenAsync(item, 50);
    }

    [Fact]
    public async Task What_comes_from_one_line_stands_there_once()
    {
        var item = await ItemAsync();
        var one = Event(item);
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AppendAsync(one)));
        Assert.Single(added.SelectMany(events => events));
        Assert.Empty(await AppendAsync(one));
        await AssertUnbrokenAsync(item, 1);
    }

    [Fact]
    public async Task A_batch_over_many_units_is_there_whole_or_not_at_all()
    {
        var items = new[] { await ItemAsync(), await ItemAsync(), await ItemAsync() };
        await using (var connection = await OpenAsync())
        await using (await connection.BeginTransactionAsync(Stop))
        {
            await PassportChain.AppendAsync(connection, [.. items.Select(Event)], server.Clock.GetUtcNow(), Stop);
        }

        Assert.All(items, item => Assert.Equal(0L, Count(item)));
        // In opposite orders at once: neither waits for the other for ever.
        var both = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => AppendAsync([.. (n % 2 == 0 ? items : [.. items.Reverse()]).Select(Event)])));
        Assert.Equal(30, both.Sum(events => events.Count));
        foreach (var item in items)
        {
            await AssertUnbrokenAsync(item, 10);
        }
    }

    [Fact]
    public async Task Nothing_in_a_chain_is_altered_or_removed_and_a_hidden_value_is_only_erased()
    {
        var item = await ItemAsync();
        await AppendAsync(Event(item) with { Hidden = [new("/tool", "温度計")] });
        Assert.ThrowsAny<PostgresException>(() => _shop.Scalar("UPDATE passports.events SET content = '{}'"));
        Assert.ThrowsAny<PostgresException>(() => _shop.Scalar("DELETE FROM passports.events"));
        Assert.ThrowsAny<PostgresException>(() => _shop.Scalar("UPDATE passports.hidden_values SET value = '\"x\"'"));
        Assert.ThrowsAny<PostgresException>(() => _shop.Scalar("DELETE FROM passports.hidden_values"));
        _shop.Scalar("UPDATE passports.hidden_values h SET salt = NULL, value = NULL, erased_at = now() FROM passports.events e WHERE e.id = h.event_id AND e.passport_id = $1", item.Value);
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM passports.hidden_values h JOIN passports.events e ON e.id = h.event_id WHERE e.passport_id = $1 AND h.value IS NOT NULL", item.Value));
        await AssertUnbrokenAsync(item, 1);
    }

    [Fact]
    public async Task Every_event_gets_its_leaf_and_the_checkpoint_of_the_day_holds_them()
    {
        var item = await ItemAsync();
        await AppendAsync([.. Enumerable.Range(0, 5).Select(_ => Event(item))]);
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PassportSealing>().SealAsync(Stop);
        Assert.Equal(5L, _shop.Scalar("SELECT count(*) FROM passports.log_leaves l JOIN passports.events e ON e.id = l.event_id WHERE e.passport_id = $1", item.Value));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM passports.log_leaves l JOIN passports.events e ON e.id = l.event_id WHERE l.hash <> sha256('\\x00'::bytea || e.hash)"));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await scope.ServiceProvider.GetRequiredService<Checkpoints>().MakeDueAsync(Stop);
        Assert.True((long)_shop.Scalar("SELECT max(size) FROM platform.checkpoints WHERE log = 'passports'")! >= 5);
    }

    private async Task<ItemId> ItemAsync() => ItemId.From(Shop.Uuid((await _shop.DraftAsync(_shop.Refurbisher)).GetProperty("item")));

    private NewPassportEvent Event(ItemId item)
    {
        var (now, owner) = (server.Clock.GetUtcNow(), OperatorId.From(_shop.OperatorOf(DemoOperators.Refurbisher)));
        return new(item, PassportEventType.Sold, Occurrence.AtInstant(now), PassportActor.Of(owner), [])
        {
            Operator = owner,
            Source = new("test.line", null, now, Interlocked.Increment(ref s_line), 0),
        };
    }

    private async Task<IReadOnlyList<ChainedEvent>> AppendAsync(params NewPassportEvent[] events)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var added = await PassportChain.AppendAsync(connection, events, server.Clock.GetUtcNow(), Stop);
        await transaction.CommitAsync(Stop);
        return added;
    }

    private Task<NpgsqlConnection> OpenAsync() => server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Stop).AsTask();

    private long Count(ItemId item) => (long)_shop.Scalar("SELECT count(*) FROM passports.events WHERE passport_id = $1 AND content LIKE '%test.line%'", item.Value)!;

    /// <summary>As anybody could, with the text that is kept and SHA-256. The worker may have registered it in between.</summary>
    private async Task AssertUnbrokenAsync(ItemId item, int tested)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("SELECT seq, content, prev_hash, hash FROM passports.events WHERE passport_id = $1 ORDER BY seq", connection);
        command.Parameters.Add(new() { Value = item.Value });
        await using var reader = await command.ExecuteReaderAsync(Stop);
        (long Seq, byte[]? Hash) last = (0, null);
        var found = 0;
        while (await reader.ReadAsync(Stop))
        {
            var (content, prev, hash) = (reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));
            Assert.Equal(last.Seq + 1, reader.GetInt64(0));
            Assert.Equal(last.Hash, prev);
            Assert.Equal(EventContent.HashOf(content, last.Seq + 1, prev), hash);
            found += content.Contains("test.line", StringComparison.Ordinal) ? 1 : 0;
            last = (last.Seq + 1, hash);
        }

        Assert.Equal(tested, found);
        await reader.DisposeAsync();
        Assert.Equal(last.Seq, _shop.Scalar("SELECT head_seq FROM passports.passports WHERE id = $1 AND head_hash = $2", item.Value, last.Hash!));
    }
}
