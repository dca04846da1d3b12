using System.Text;
using CeCommerce.Import.GraphQL;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Writing;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CeCommerce.IntegrationTests.Import;

public sealed class ImportJobTests(ImportShop shop) : IClassFixture<ImportShop>, IAsyncLifetime
{
    private const string Mapping =
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "brand": "brand", "serial.maker": "serial", "price": "price", "returnPolicy": "returns" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "deliveryDays": 3, "gradeScheme": "RMJ2", "grade.cosmetic": "B", "grade.functional": "F4" } }
        """;

    [Fact]
    public async Task A_list_sent_in_is_read_by_a_worker_and_the_same_key_answers_the_same_job()
    {
        var caller = await CallerAsync();
        var first = await QueueAsync(caller, Rows("job", 1_200), "key-for-job-1");
        var again = await QueueAsync(caller, Rows("job", 1_200), "key-for-job-1");
        Assert.Equal(first.Id, again.Id);

        var done = await WorkAsync(first.Id);
        Assert.Equal((ImportJobState.Done, 1_200, 1_200), (done.State, done.Counts.Read, done.Counts.Published));
        Assert.Equal(1_200, await shop.ScalarAsync<long>($"SELECT count(*) FROM listings.import_rows WHERE job_id = '{first.Id.Value}'"));
    }

    [Fact]
    public async Task A_dry_run_keeps_its_report_and_nothing_else()
    {
        var caller = await CallerAsync();
        var done = await WorkAsync((await QueueAsync(caller, Rows("dry", 3), "key-for-dry-run", dryRun: true)).Id);
        Assert.Equal((ImportJobState.Done, 3), (done.State, done.Counts.Published));
        Assert.Equal(done.BytesTotal, done.BytesRead);
        Assert.Equal(2, await shop.ScalarAsync<long>($"SELECT count(*) FROM platform.events WHERE subject_id = '{done.Id.Value}' AND kind IN ('import.progress', 'import.finished')"));
        Assert.Equal(3, await shop.ScalarAsync<long>($"SELECT count(*) FROM listings.import_rows WHERE job_id = '{done.Id.Value}'"));
        Assert.Equal(0, await shop.ScalarAsync<long>("SELECT count(*) FROM items.serials WHERE value ILIKE 'dry-S%'"));
        Assert.Equal(0, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'dry-%'"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_fails_its_job_with_the_reason()
    {
        var done = await WorkAsync((await QueueAsync(await CallerAsync(), "{\"other\":1}\n", "key-for-failure")).Id);
        Assert.Equal(ImportJobState.Failed, done.State);
        Assert.Equal("STOCK_COLUMNS_UNKNOWN", done.Failure!.Code);
    }

    [Fact]
    public async Task A_job_that_fails_again_and_again_is_ended_and_holds_up_no_other()
    {
        var bad = await QueueAsync(await CallerAsync(), Rows("bad", 3), "key-for-bad-job");
        // Nobody can act as such a requester: what any bug in the reading of a job comes to.
        await shop.ExecuteAsync($"UPDATE listings.import_jobs SET requested_by = 'nobody' WHERE id = '{bad.Id.Value}'");
        var good = await QueueAsync(await CallerAsync(), Rows("good", 3), "key-for-good-job");
        Assert.Equal(ImportJobState.Done, (await WorkAsync(good.Id)).State);
        var ended = await WorkAsync(bad.Id);
        Assert.Equal((ImportJobState.Failed, "IMPORT_INTERRUPTED"), (ended.State, ended.Failure!.Code));
    }

    [Fact]
    public async Task A_dry_run_that_always_fails_at_its_second_chunk_is_ended()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("dry-bad", StockImport.ChunkSize + 1), "key-for-bad-dry-run", dryRun: true);
        await shop.ExecuteAsync(
            $"""
            CREATE FUNCTION listings.broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
            CREATE TRIGGER broken BEFORE INSERT ON listings.import_rows FOR EACH ROW
            WHEN (NEW.job_id = '{job.Id.Value}' AND NEW.row > {StockImport.ChunkSize}) EXECUTE FUNCTION listings.broken();
            """);
        var ended = await WorkAsync(job.Id);
        Assert.Equal((ImportJobState.Failed, "IMPORT_INTERRUPTED"), (ended.State, ended.Failure?.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_stands_in_a_row_it_ends_no_import(bool dryRun)
    {
        string[] values = ["Ａ\uFFFE", "\\uFFFE", "\\u0000", "a\\u0000b", "\\uD800", "\\uDC00x", "\\u0085", "\uFDD0", "か\u3099\\uFFFE", new('あ', 1_100_000)];
        string[] fields = ["id", "item", "kind", "brand", "serial", "price", "returns", "nobody asks for it"];
        var rows = new StringBuilder(Rows($"before-{dryRun}", 1));
        foreach (var (value, i) in values.SelectMany(value => fields.Select(field => (value, field))).Select((pair, i) => (pair, i)))
        {
            var cells = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["id"] = $"any-{i}",
                ["item"] = "スニーカー",
                ["kind"] = "REUSE",
                ["brand"] = "Kutsu",
                ["serial"] = $"any-S{i}",
                ["price"] = "100",
                ["returns"] = "8日以内",
                [value.field] = value.value,
            };
            rows.Append('{').AppendJoin(',', cells.Select(cell => $"\"{cell.Key}\":\"{cell.Value}\"")).Append("}\n");
        }

        rows.Append(Rows($"after-{dryRun}", 1));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows.ToString()));
        var caller = await CallerAsync();
        await using var scope = shop.Scope();
        var upload = ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ImportUploads>().KeepAsync(caller.OperatorId!.Value, content, TestContext.Current.CancellationToken));
        var job = ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ImportService>().QueueAsync(
            caller, new(null, upload.ToString(), null, null, Mapping, true, dryRun, $"key-for-anything-{dryRun}"), TestContext.Current.CancellationToken));
        var done = await WorkAsync(job.Id);
        Assert.Equal((ImportJobState.Done, (values.Length * fields.Length) + 2), (done.State, done.Counts.Read));
        Assert.True(done.Counts.Published >= 2, "The rows around it are taken.");
        Assert.Equal(0, await shop.ScalarAsync<long>($"SELECT count(*) FROM listings.import_rows WHERE job_id = '{job.Id.Value}' AND outcome = 'Refused' AND findings = '[]'"));
    }

    [Fact]
    public async Task A_row_whose_report_cannot_be_kept_is_reported_in_other_words()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("untold", 40), "key-for-untold", dryRun: true);
        await shop.ExecuteAsync(
            $"""
            CREATE FUNCTION listings.untold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'untold'; END $$;
            CREATE TRIGGER untold BEFORE INSERT ON listings.import_rows FOR EACH ROW
            WHEN (NEW.job_id = '{job.Id.Value}' AND NEW.row = 20 AND NEW.outcome <> 'Refused') EXECUTE FUNCTION listings.untold();
            """);
        var done = await WorkAsync(job.Id);
        Assert.Equal((ImportJobState.Done, 39, 1), (done.State, done.Counts.Published, done.Counts.Refused));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_it_is_taken_up_stays_cancelled()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("cancelled", 1), "key-for-cancelled");
        await using var scope = shop.Scope();
        var jobs = scope.ServiceProvider.GetRequiredService<ImportJobs>();
        await using var session = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var cancellation = await CancelAsync(session, job);
        var taking = jobs.TryHoldAsync(job.Id, job.OperatorId, TestContext.Current.CancellationToken);
        await SomebodyWaitsAsync();
        await cancellation.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Null(await taking);
        Assert.Equal("Cancelled", await shop.ScalarAsync<string>($"SELECT state FROM listings.import_jobs WHERE id = '{job.Id.Value}'"));
        Assert.Null(await jobs.TryHoldAsync(job.Id, job.OperatorId, TestContext.Current.CancellationToken));
        Assert.Equal(0, await LocksAsync());
    }

    [Fact]
    public async Task A_job_that_could_not_be_taken_up_is_let_go_of()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("let-go", 1), "key-for-let-go");
        await using var scope = shop.Scope();
        var jobs = scope.ServiceProvider.GetRequiredService<ImportJobs>();
        await using var session = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var cancellation = await CancelAsync(session, job);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var taking = jobs.TryHoldAsync(job.Id, job.OperatorId, stop.Token);
        await SomebodyWaitsAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        await cancellation.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await LocksAsync());
        await shop.ExecuteAsync($"UPDATE listings.import_jobs SET state = 'Cancelled', finished_at = created_at WHERE id = '{job.Id.Value}'");
    }

    [Fact]
    public async Task A_job_whose_file_is_gone_is_ended_after_a_while()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("gone", 3), "key-for-gone-file");
        await using var scope = shop.Scope();
        File.Delete(scope.ServiceProvider.GetRequiredService<ImportUploads>().PathOf(job.OperatorId.Value, job.UploadId!.Value));
        await shop.ExecuteAsync("UPDATE listings.import_jobs SET created_at = created_at - interval '11 minutes', finished_at = finished_at - interval '11 minutes'");
        var ended = await WorkAsync(job.Id);
        Assert.Equal((ImportJobState.Failed, "IMPORT_UPLOAD_GONE"), (ended.State, ended.Failure!.Code));
    }

    [Fact]
    public async Task A_file_goes_with_its_job_but_stays_after_a_dry_run_and_its_key_still_answers()
    {
        var caller = await CallerAsync();
        await using var scope = shop.Scope();
        var (uploads, desk) = (scope.ServiceProvider.GetRequiredService<ImportUploads>(), scope.ServiceProvider.GetRequiredService<ImportService>());
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Rows("kept", 2)));
        var upload = ImportShop.Good(await uploads.KeepAsync(caller.OperatorId!.Value, content, TestContext.Current.CancellationToken));
        ImportListingsInput Input(bool dryRun) => new(null, upload.ToString(), null, null, Mapping, true, dryRun, $"key-for-file-{dryRun}");

        await WorkAsync(ImportShop.Good(await desk.QueueAsync(caller, Input(true), TestContext.Current.CancellationToken)).Id);
        Assert.True(uploads.Has(caller.OperatorId.Value, upload));
        var job = ImportShop.Good(await desk.QueueAsync(caller, Input(false), TestContext.Current.CancellationToken));
        Assert.Equal(ImportJobState.Done, (await WorkAsync(job.Id)).State);
        Assert.False(uploads.Has(caller.OperatorId.Value, upload));
        Assert.Equal(job.Id, ImportShop.Good(await desk.QueueAsync(caller, Input(false), TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public async Task A_mapping_that_the_database_cannot_hold_is_refused_where_it_stands_in_the_input()
    {
        var caller = await CallerAsync();
        await using var scope = shop.Scope();
        var refused = await scope.ServiceProvider.GetRequiredService<ImportService>().QueueAsync(
            caller,
            new(null, null, Rows("nul", 1), null, Mapping.Replace("\"CARD\"", "\"CARD\", \"facts.defects\": \"a\\u0000b\"", StringComparison.Ordinal), true, null, "key-for-nul-mapping"),
            TestContext.Current.CancellationToken);
        var unreadable = Assert.IsType<StockMappingUnreadable>(refused.Error);
        Assert.Equal(["input", "mapping"], unreadable.Path);
        Assert.DoesNotContain("文字", unreadable.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_neither_sees_the_job_nor_sends_for_it()
    {
        var job = await QueueAsync(await CallerAsync(), Rows("secret", 1), "key-for-secret");
        var stranger = await CallerAsync(Operators.DemoOperators.Rental);
        await using var scope = shop.Scope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        Assert.False(await database.Set<ImportJob>().VisibleTo(stranger).AnyAsync(x => x.Id == job.Id, TestContext.Current.CancellationToken));
        var refused = await scope.ServiceProvider.GetRequiredService<ImportService>().QueueAsync(
            stranger, new(job.OperatorId, null, Rows("theirs", 1), null, Mapping, true, null, "key-of-stranger"), TestContext.Current.CancellationToken);
        Assert.Equal("OPERATOR_NOT_FOUND", refused.Error!.Code);
    }

    /// <summary>What another test left waiting would be older, and its file is gone.</summary>
    public async ValueTask InitializeAsync() => await shop.ExecuteAsync("UPDATE listings.import_jobs SET state = 'Cancelled', finished_at = created_at WHERE state IN ('Queued', 'Running')");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<NpgsqlTransaction> CancelAsync(NpgsqlConnection session, ImportJob job)
    {
        var transaction = await session.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"UPDATE listings.import_jobs SET state = 'Cancelled', finished_at = created_at WHERE id = '{job.Id.Value}'", session);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return transaction;
    }

    private async Task SomebodyWaitsAsync()
    {
        while (await shop.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private Task<long> LocksAsync() => shop.ScalarAsync<long>(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

    private static string Rows(string name, int count)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"id\":\"{name}-{i}\",\"item\":\"スニーカー\",\"kind\":\"REUSE\",\"brand\":\"Kutsu\",\"serial\":\"{name}-S{i}\",\"price\":100,\"returns\":\"8日以内\"}}\n");
        }

        return rows.ToString();
    }

    private async Task<Caller> CallerAsync(string code = Operators.DemoOperators.Refurbisher) =>
        new(Role.Refurbisher, null, (await shop.OperatorAsync(code)).Id.Value, "test-app", new HashSet<string>(StringComparer.Ordinal) { "imports:write" });

    private async Task<ImportJob> QueueAsync(Caller caller, string rows, string key, bool dryRun = false)
    {
        await using var scope = shop.Scope();
        return ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ImportService>().QueueAsync(
            caller, new(null, null, rows, "list.ndjson", Mapping, true, dryRun, key), TestContext.Current.CancellationToken));
    }

    private async Task<ImportJob> WorkAsync(ImportJobId id)
    {
        await using var scope = shop.Scope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        using var worker = new ImportWorker(
            scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), scope.ServiceProvider.GetRequiredService<ImportUploads>(), shop.Clock, NullLogger<ImportWorker>.Instance);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        for (var tries = 0; ; tries++)
        {
            var job = await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == id, TestContext.Current.CancellationToken);
            if (job.FinishedAt is not null || tries == 600)
            {
                await worker.StopAsync(TestContext.Current.CancellationToken);
                return job;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
