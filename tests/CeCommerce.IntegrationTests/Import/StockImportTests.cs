using CeCommerce.Import;
using CeCommerce.Import.Writing;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

public sealed class StockImportTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public async Task Of_two_rows_with_one_serial_the_second_is_refused()
    {
        var rows = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("twice-1", "SERIAL-TWICE") + ImportShop.Sneaker("twice-2", "serial-twice ")));
        Assert.Equal([ImportOutcome.Published, ImportOutcome.Refused], rows.Select(row => row.Outcome));
        Assert.Equal("serial.maker", Assert.Single(rows[1].Findings, finding => finding.Rule == "ITEM-SERIAL-TAKEN").Field);
    }

    [Fact]
    public async Task A_serial_of_another_operator_is_refused_without_naming_them()
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("mine-1", "SERIAL-MINE")));
        var rows = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("theirs-1", "SERIAL-MINE")), DemoOperators.Rental);
        var taken = Assert.Single(rows.Single().Findings, finding => finding.Rule == "ITEM-SERIAL-TAKEN");
        Assert.Contains("this platform", taken.Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain("デモ再生工房", taken.Message.Ja + taken.Remedy.Ja, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rows_with_one_stock_number_leave_the_first()
    {
        var rows = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("same", "SAME-1") + ImportShop.Sneaker("same", "SAME-2")));
        Assert.Equal([ImportOutcome.Published, ImportOutcome.Refused], rows.Select(row => row.Outcome));
        Assert.Contains(rows[1].Findings, finding => finding.Rule == "ITEM-DUPLICATE-ROW");
    }

    [Fact]
    public async Task A_changed_row_changes_its_listing_and_one_that_fails_comes_off_the_shelf()
    {
        var first = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("moves", "MOVES-1")));
        var cheaper = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("moves", "MOVES-1", price: 900)));
        Assert.Equal((ImportOutcome.Published, first[0].ListingId), (cheaper[0].Outcome, cheaper[0].ListingId));
        Assert.Equal(2, await shop.ScalarAsync<long>($"SELECT count(*) FROM listings.prices WHERE listing_id = '{first[0].ListingId!.Value.Value}'"));

        var silent = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("moves", "MOVES-2", returns: "")));
        Assert.Equal(ImportOutcome.Draft, silent[0].Outcome);
        Assert.Equal("Paused", await shop.ScalarAsync<string>("SELECT state FROM listings.listings WHERE source_id = 'moves'"));
        Assert.Equal("MOVES-2", await shop.ScalarAsync<string>("SELECT s.value FROM items.serials s JOIN items.items i ON i.id = s.item_id WHERE i.source_id = 'moves'"));
    }

    [Fact]
    public async Task What_an_import_paused_comes_back_with_the_import_that_mends_it()
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("mended", "MENDED-1")));
        Assert.Equal(ImportOutcome.Draft, (await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("mended", "MENDED-1", returns: "")))).Single().Outcome);
        Assert.Equal(ImportOutcome.Draft, (await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("mended", "MENDED-1")), publish: false)).Single().Outcome);
        var mended = await shop.SmallAsync(ImportShop.Sneaker("mended", "MENDED-1"));
        Assert.Equal(ImportOutcome.Published, (await shop.RunAsync(mended, dryRun: true)).Single().Outcome);
        Assert.Equal(ImportOutcome.Published, (await shop.RunAsync(mended)).Single().Outcome);
        Assert.Equal("Published", await shop.ScalarAsync<string>("SELECT state FROM listings.listings WHERE source_id = 'mended'"));
    }

    [Fact]
    public async Task What_an_operator_paused_in_the_words_of_an_import_stays_paused()
    {
        var first = Assert.Single(await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("worded", "WORDED-1"))));
        await using (var scope = shop.Scope())
        {
            var caller = new Caller(Role.Operator, null, (await shop.OperatorAsync()).Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
            ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ListingService>().PauseAsync(
                caller, first.ListingId!.Value, "imj_06jthqp9wh7xg0xcgc6s9wm6g4 row 2", TestContext.Current.CancellationToken));
        }

        var row = Assert.Single(await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("worded", "WORDED-1", price: 900))));
        Assert.Equal(ImportOutcome.Draft, row.Outcome);
        Assert.Single(row.Findings, finding => finding.Rule == "ITEM-PAUSED");
    }

    [Theory]
    [InlineData("Paused", "ITEM-PAUSED")]
    [InlineData("Suspended", "ITEM-SUSPENDED")]
    public async Task What_was_taken_off_the_shelf_otherwise_stays_off_and_the_row_says_so(string state, string rule)
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker($"off-{state}", $"OFF-{state}")));
        await using (var command = shop.Source.CreateCommand($"UPDATE listings.listings SET state = '{state}' WHERE source_id = 'off-{state}'"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var row = (await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker($"off-{state}", $"OFF-{state}", price: 900)))).Single();
        Assert.Equal(ImportOutcome.Draft, row.Outcome);
        Assert.Equal(ImportSeverity.Info, Assert.Single(row.Findings, finding => finding.Rule == rule).Severity);
    }

    [Fact]
    public async Task A_list_that_another_one_overtook_is_read_from_its_start()
    {
        const int count = StockImport.ChunkSize + 200;
        var early = await shop.SmallAsync(string.Concat(Enumerable.Range(0, count).Select(i => ImportShop.Sneaker($"over-{i}", $"OVER-{i}"))));
        var late = await shop.SmallAsync(ImportShop.Sneaker("over-0", "OVER-0", price: 900));
        Assert.Equal(StockImport.ChunkSize, (await shop.RunAsync(early, stopAfter: 1)).Count);
        await shop.RunAsync(late);
        var rows = await shop.RunAsync(early);
        Assert.Equal(count, rows.Count);
        Assert.Equal(1_000, await shop.ScalarAsync<long>("SELECT price_amount FROM listings.listings WHERE source_id = 'over-0'"));
        Assert.Equal(1, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.import_jobs WHERE state = 'Failed' AND failure ->> 'code' = 'IMPORT_OVERTAKEN'"));
    }

    [Fact]
    public async Task A_list_taken_in_as_drafts_is_published_by_the_same_list_later()
    {
        var stock = await shop.SmallAsync(ImportShop.Sneaker("later", "LATER-1"));
        Assert.Equal(ImportOutcome.Draft, (await shop.RunAsync(stock, publish: false))[0].Outcome);
        Assert.Equal(ImportOutcome.Unchanged, (await shop.RunAsync(stock, publish: false))[0].Outcome);
        Assert.Equal(ImportOutcome.Published, (await shop.RunAsync(stock))[0].Outcome);
    }

    [Fact]
    public async Task What_is_withdrawn_stays_withdrawn()
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("ended", "ENDED-1")));
        await using (var command = shop.Source.CreateCommand("UPDATE listings.listings SET state = 'Withdrawn' WHERE source_id = 'ended'"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var rows = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("ended", "ENDED-1", price: 1)));
        Assert.Equal(ImportOutcome.Unchanged, rows[0].Outcome);
        Assert.Contains(rows[0].Findings, finding => finding.Rule == "ITEM-ENDED");
    }

    [Fact]
    public async Task A_listing_that_is_sold_while_its_row_is_taken_in_stays_sold()
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("meets", "MEETS-1")));
        await using var sale = await shop.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await sale.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // The import has read the listing's state and waits at the numbers while the sale is made.
        await ImportShop.ExecuteAsync(sale, "LOCK TABLE items.serials IN ACCESS EXCLUSIVE MODE");
        var importing = shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("meets", "MEETS-1", price: 900)));
        while (await shop.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'items.serials'::regclass") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await ImportShop.ExecuteAsync(sale, "UPDATE listings.listings SET state = 'Sold' WHERE source_id = 'meets'");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        var row = Assert.Single(await importing);
        Assert.Equal(ImportOutcome.Unchanged, row.Outcome);
        Assert.Contains(row.Findings, finding => finding.Rule == "ITEM-ENDED");
        Assert.Equal("Sold 1000", await shop.ScalarAsync<string>("SELECT state || ' ' || price_amount FROM listings.listings WHERE source_id = 'meets'"));
    }

    [Fact]
    public async Task A_chunk_that_ran_into_a_deadlock_is_written_again()
    {
        await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("deadlock", "DEADLOCK-1")));
        await shop.ExecuteAsync(
            """
            CREATE SEQUENCE listings.deadlocks;
            CREATE FUNCTION listings.deadlock() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('listings.deadlocks') = 1 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = 'deadlock_detected'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER deadlock BEFORE UPDATE ON listings.listings FOR EACH ROW WHEN (NEW.source_id = 'deadlock') EXECUTE FUNCTION listings.deadlock();
            """);
        Assert.Equal(ImportOutcome.Published, Assert.Single(await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("deadlock", "DEADLOCK-1", price: 900)))).Outcome);
        Assert.Equal(2, await shop.ScalarAsync<long>("SELECT last_value FROM listings.deadlocks"));
    }

    [Fact]
    public async Task Two_imports_of_one_list_at_once_store_each_row_once()
    {
        var stock = await shop.SmallAsync(string.Concat(Enumerable.Range(0, 1_500).Select(i => ImportShop.Sneaker($"race-{i}", $"RACE-{i}"))));
        var both = await Task.WhenAll(Task.Run(() => shop.RunAsync(stock)), Task.Run(() => shop.RunAsync(stock)));
        Assert.All(both, rows => Assert.Equal(1_500, rows.Count));
        Assert.All(both[0].Zip(both[1]), pair => Assert.Equal(
            [ImportOutcome.Published, ImportOutcome.Unchanged], new[] { pair.First.Outcome, pair.Second.Outcome }.Order()));
        Assert.Equal(1_500, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'race-%'"));
        Assert.Equal(1_500, await shop.ScalarAsync<long>("SELECT count(*) FROM platform.events e JOIN listings.listings l ON l.id = e.subject_id WHERE l.source_id LIKE 'race-%'"));
    }

    [Fact]
    public async Task An_expired_permit_publishes_nothing()
    {
        await using (var command = shop.Source.CreateCommand(
            $"UPDATE operators.operators SET licences = jsonb_set(licences, '{{0,validTo}}', '\"2026-11-19\"') WHERE code = '{DemoOperators.Rental}'"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var rows = await shop.RunAsync(await shop.SmallAsync(ImportShop.Sneaker("expired", "EXPIRED-1")), DemoOperators.Rental);
        Assert.Equal(ImportOutcome.Draft, rows[0].Outcome);
        Assert.Contains(rows[0].Findings, finding => finding is { Rule: "OP-001", Severity: ImportSeverity.Block });
    }

    [Fact]
    public async Task Hostile_rows_are_refused_one_by_one_and_the_rest_goes_on()
    {
        var rows = await shop.RunAsync(await shop.SmallAsync(
            ImportShop.Sneaker("good-1", "GOOD-1")
            + "nul,スニーカー,REUSE,a\0b,M,S1,,100,8日以内,3,x\n"
            + "minus,スニーカー,REUSE,B,M,S2,,-1,8日以内,3,x\n"
            + "much,スニーカー,REUSE,B,M,S3,,1000000000,8日以内,3,x\n"
            + "strange,月の石,REUSE,B,M,S4,,100,8日以内,3,x\n"
            + "short,スニーカー\n"
            + $"long,スニーカー,REUSE,B,M,S5,,100,8日以内,3,{new string('あ', 3_000_000)}\n"
            + "imei,スマートフォン,REUSE,B,M,S6,356938035643800,100,8日以内,3,x\n"
            + ImportShop.Sneaker("good-2", "GOOD-2")));
        Assert.Equal(9, rows.Count);
        Assert.Equal(ImportOutcome.Published, rows[0].Outcome);
        Assert.Equal(ImportOutcome.Published, rows[^1].Outcome);
        Assert.All(rows.Skip(1).SkipLast(1), row =>
        {
            Assert.Equal(ImportOutcome.Refused, row.Outcome);
            Assert.Contains(row.Findings, finding => finding.Severity == ImportSeverity.Block && finding.Message.Ja.Length > 0);
        });
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_is_left_out_and_the_others_are_taken()
    {
        await shop.ExecuteAsync(
            """
            CREATE FUNCTION items.curse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cursed'; END $$;
            CREATE TRIGGER curse BEFORE INSERT ON items.items FOR EACH ROW WHEN (NEW.source_id IN ('cursed-300', 'cursed-301', 'cursed-1150')) EXECUTE FUNCTION items.curse();
            """);
        var rows = await shop.RunAsync(await shop.SmallAsync(string.Concat(Enumerable.Range(0, 1_200).Select(i => ImportShop.Sneaker($"cursed-{i}", $"CURSED-{i}")))));
        Assert.Equal(Enumerable.Range(2, 1_200), rows.Select(row => row.Row));
        var refused = rows.Where(row => row.Outcome == ImportOutcome.Refused).ToList();
        Assert.Equal(["cursed-300", "cursed-301", "cursed-1150"], refused.Select(row => row.SourceId));
        Assert.All(refused, row => Assert.Equal("ITEM-FAILED", Assert.Single(row.Findings).Rule));
        Assert.Equal(1_197, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'cursed-%'"));
    }
}
