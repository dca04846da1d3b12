using CeCommerce.Import.Jobs;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Which import runs when: an operator's one after the other, everywhere; those of different operators beside each other.</summary>
public sealed class ImportQueueTests(ImportShop shop) : IClassFixture<ImportShop>, IAsyncLifetime
{
    private const string Shop = DemoOperators.Refurbisher;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_lists_on_two_servers_the_one_that_was_sent_last_counts()
    {
        await using var first = shop.Server();
        await using var second = shop.Server();
        // What both lists name stands at the end of the long one.
        var older = await first.QueueAsync(Shop, ImportServer.Rows("order", 4_000, 1_000) + ImportServer.Rows("both", 10, 1_000));
        var newer = await second.QueueAsync(Shop, ImportServer.Rows("both", 10, 900));
        await second.StartAsync();
        await first.StartAsync();
        Assert.Equal(ImportJobState.Done, (await second.EndedAsync(newer)).State);
        Assert.Equal((ImportJobState.Done, 4_010), (await first.EndedAsync(older) is var ended ? (ended.State, ended.Counts.Read) : default));
        Assert.Equal(10, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'both-%' AND price_amount = 900"));
    }

    [Fact]
    public async Task A_list_sent_to_a_server_whose_clock_is_behind_counts_as_the_newer_one()
    {
        await using var ahead = shop.Server();
        await using var behind = shop.Server(new TestClock(TestClock.Today.AddMinutes(-5)));
        var older = await ahead.QueueAsync(Shop, ImportServer.Rows("skew", 1, 1_000));
        var newer = await behind.QueueAsync(Shop, ImportServer.Rows("skew", 1, 900));
        await behind.StartAsync();
        await ahead.StartAsync();
        Assert.Equal(ImportJobState.Done, (await ahead.EndedAsync(older)).State);
        Assert.Equal(ImportJobState.Done, (await behind.EndedAsync(newer)).State);
        Assert.Equal(900, await shop.ScalarAsync<long>("SELECT price_amount FROM listings.listings WHERE source_id = 'skew-0'"));
    }

    [Fact]
    public async Task A_list_that_is_interrupted_is_tried_again_before_newer_ones()
    {
        await ExecuteAsync(
            """
            CREATE SEQUENCE listings.stumbles;
            CREATE FUNCTION listings.stumble() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('listings.stumbles') < 3 THEN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER stumble BEFORE INSERT ON listings.listings FOR EACH ROW WHEN (NEW.source_id = 'stumble-0') EXECUTE FUNCTION listings.stumble();
            """);
        await using var server = shop.Server();
        var older = await server.QueueAsync(Shop, ImportServer.Rows("stumble", 1, 1_000));
        var newer = await server.QueueAsync(Shop, ImportServer.Rows("stumble", 1, 900));
        await server.StartAsync();
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(newer)).State);
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(older)).State);
        Assert.Equal(900, await shop.ScalarAsync<long>("SELECT price_amount FROM listings.listings WHERE source_id = 'stumble-0'"));
    }

    [Fact]
    public async Task A_command_waits_for_the_list_that_was_sent_in_before_it()
    {
        await using var server = shop.Server();
        var older = await server.QueueAsync(Shop, ImportServer.Rows("wait", 1_500, 1_000));
        var command = Task.Run(async () => await shop.RunAsync(await shop.SmallAsync(Sneaker("wait-1499", "wait-S1499", 900))), Stop);
        await Task.Delay(1_500, Stop);
        Assert.False(command.IsCompleted);
        await server.StartAsync();
        Assert.Single(await command);
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(older)).State);
        Assert.Equal(900, await shop.ScalarAsync<long>("SELECT price_amount FROM listings.listings WHERE source_id = 'wait-1499'"));
    }

    [Fact]
    public async Task A_list_that_is_sent_in_waits_for_the_command_before_it()
    {
        await using var server = shop.Server();
        await using var scope = shop.Scope();
        var jobs = scope.ServiceProvider.GetRequiredService<ImportJobs>();
        var owner = await shop.OperatorAsync(Shop);
        var caller = new CeCommerce.Platform.Caller(CeCommerce.Platform.Role.Operator, null, owner.Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        ImportJob newer;
        await using (await jobs.ResumeOrOpenAsync(owner, await shop.SmallAsync(Sneaker("asked", "ASKED-1")), new(caller, true, false), Stop))
        {
            newer = await server.QueueAsync(Shop, ImportServer.Rows("after", 1, 900));
            await server.StartAsync();
            await Task.Delay(2_500, Stop);
            Assert.Equal("Queued", await StateAsync(newer));
        }

        // The command is gone without having ended its job, as when it is killed.
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(newer)).State);
    }

    [Fact]
    public async Task What_a_newer_import_overtook_writes_nothing_more_and_says_so()
    {
        await using var server = shop.Server();
        var older = await server.QueueAsync(Shop, ImportServer.Rows("late", 1_200, 1_000));
        var newer = await server.QueueAsync(Shop, ImportServer.Rows("late", 1, 900), dryRun: false);
        // A server of the version before this one knows no queue: it takes up the newer one at once.
        await ExecuteAsync($"UPDATE listings.import_jobs SET state = 'Done', started_at = now(), finished_at = created_at WHERE id = '{newer.Id.Value}'");
        await server.StartAsync();
        var ended = await server.EndedAsync(older);
        Assert.Equal((ImportJobState.Failed, "IMPORT_OVERTAKEN", 0), (ended.State, ended.Failure?.Code, ended.LastRow));
        Assert.Equal(0, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'late-%'"));
    }

    [Fact]
    public async Task A_list_that_is_overtaken_while_it_runs_stops_at_the_next_rows()
    {
        await using var server = shop.Server();
        var older = await server.QueueAsync(Shop, ImportServer.Rows("passed", 6_000, 1_000));
        await server.StartAsync();
        await UntilAsync($"SELECT count(*) FROM listings.import_jobs WHERE id = '{older.Id.Value}' AND last_row > 0");
        var newer = await server.QueueAsync(Shop, ImportServer.Rows("passed", 1, 900));
        await ExecuteAsync($"UPDATE listings.import_jobs SET state = 'Done', started_at = now(), finished_at = created_at WHERE id = '{newer.Id.Value}'");
        var ended = await server.EndedAsync(older);
        Assert.Equal((ImportJobState.Failed, "IMPORT_OVERTAKEN"), (ended.State, ended.Failure?.Code));
        Assert.InRange(ended.LastRow, 1, 5_999);
    }

    [Fact]
    public async Task One_operators_lists_do_not_hold_up_anothers()
    {
        await using var server = shop.Server();
        for (var i = 0; i < 3; i++)
        {
            await server.QueueAsync(Shop, ImportServer.Rows($"many-{i}", 3_000, 1_000));
        }

        var other = await server.QueueAsync(DemoOperators.Rental, ImportServer.Rows("one", 1, 1_000));
        await server.StartAsync();
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(other)).State);
        Assert.Equal(3, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.import_jobs WHERE state IN ('Queued', 'Running')"));
    }

    [Fact]
    public async Task More_than_a_few_unfinished_lists_are_refused()
    {
        await using var server = shop.Server();
        var jobs = new List<ImportJob>();
        for (var i = 0; i < ImportService.MostUnfinished; i++)
        {
            jobs.Add(await server.QueueAsync(DemoOperators.Rental, ImportServer.Rows("few", 1, 1_000)));
        }

        var refused = Assert.IsType<ImportQueueFull>((await server.AskAsync(DemoOperators.Rental, ImportServer.Rows("few", 1, 1_000))).Error);
        Assert.Equal(("IMPORT_QUEUE_FULL", ImportService.MostUnfinished), (refused.Code, refused.Most));
        await server.StartAsync();
        await server.EndedAsync(jobs[0]);
        await server.QueueAsync(DemoOperators.Rental, ImportServer.Rows("few", 1, 1_000));
    }

    [Fact]
    public async Task A_list_that_is_cancelled_is_left_within_a_second_wherever_its_reader_is()
    {
        await using var server = shop.Server();
        await server.StartAsync();
        // One cell of a hundred megabytes or more: no chunk of rows ends before it does. A machine may be done with it before anybody looks.
        for (var (length, cancelled) = (100_000_000, 0L); cancelled == 0; length *= 2)
        {
            Assert.True(length < 1_000_000_000, "It was never seen running.");
            var job = await server.QueueAsync(Shop, "{\"id\":\"endless\",\"item\":\"" + new string('x', length));
            await UntilAsync($"SELECT count(*) FROM listings.import_jobs WHERE id = '{job.Id.Value}' AND state <> 'Queued'");
            cancelled = await shop.ScalarAsync<long>(
                $"WITH cancelled AS (UPDATE listings.import_jobs SET state = 'Cancelled', finished_at = created_at WHERE id = '{job.Id.Value}' AND state = 'Running' RETURNING 1) SELECT count(*) FROM cancelled");
        }

        await UntilAsync("SELECT (NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))::int::bigint", 30);
    }

    [Fact]
    public async Task A_list_that_stands_still_is_ended_with_the_reason_and_the_next_one_runs()
    {
        await using var server = shop.Server();
        await using var session = await shop.Source.OpenConnectionAsync(Stop);
        await using var transaction = await session.BeginTransactionAsync(Stop);
        await using (var command = new NpgsqlCommand("LOCK TABLE items.serials IN ACCESS EXCLUSIVE MODE", session))
        {
            await command.ExecuteNonQueryAsync(Stop);
        }

        var stuck = await server.QueueAsync(Shop, ImportServer.Rows("stuck", 1, 1_000));
        await server.StartAsync(TimeSpan.FromSeconds(1));
        var ended = await server.EndedAsync(stuck);
        Assert.Equal((ImportJobState.Failed, "IMPORT_STUCK"), (ended.State, ended.Failure?.Code));
        await transaction.RollbackAsync(Stop);
        Assert.Equal(ImportJobState.Done, (await server.EndedAsync(await server.QueueAsync(Shop, ImportServer.Rows("stuck", 1, 1_000)))).State);
    }

    /// <summary>What another test left waiting would be older, and its file is gone.</summary>
    public async ValueTask InitializeAsync() => await ExecuteAsync("UPDATE listings.import_jobs SET state = 'Cancelled', finished_at = created_at WHERE state IN ('Queued', 'Running')");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> StateAsync(ImportJob job) => shop.ScalarAsync<string>($"SELECT state FROM listings.import_jobs WHERE id = '{job.Id.Value}'");

    private async Task UntilAsync(string sql, int most = 600)
    {
        for (var tries = 0; await shop.ScalarAsync<long>(sql) == 0; tries++)
        {
            Assert.True(tries < most, "waited in vain");
            await Task.Delay(100, Stop);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = shop.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static string Sneaker(string id, string serial, int price = 1_000) => $"{id},スニーカー,REUSE,Kutsu,K-1,{serial},,{price},8日以内,3,きれいです\n";
}
