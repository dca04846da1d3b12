using CeCommerce.Import.Jobs;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using Npgsql;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>A permit ends while a list of its operator is being read.</summary>
public sealed class ImportPermitTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_published_by_a_permit_that_ended_before_its_row_was_stored()
    {
        await using var server = shop.Server();
        var job = await server.QueueAsync(DemoOperators.Refurbisher, ImportServer.Rows("permit", 1_200, 1_000));
        await using var connection = await shop.Source.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var end = new NpgsqlCommand("UPDATE operators.operators SET licences = '[]' WHERE code = $1", connection) { Parameters = { new() { Value = DemoOperators.Refurbisher } } })
        {
            await end.ExecuteNonQueryAsync(Stop);
        }

        // Its rows have been judged by the permit, and wait to be stored.
        await server.StartAsync();
        await Shop.UntilAsync(async () => await shop.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0);
        await transaction.CommitAsync(Stop);

        Assert.Equal((ImportJobState.Done, 0, 1_200), await server.EndedAsync(job) is var ended ? (ended.State, ended.Counts.Published, ended.Counts.Drafted) : default);
        Assert.Equal(0, await shop.ScalarAsync<long>("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'permit-%' AND state = 'Published'"));
        Assert.Equal(1_200, await shop.ScalarAsync<long>($"SELECT count(*) FROM listings.import_rows WHERE job_id = '{job.Id.Value}' AND findings::text LIKE '%OP-00%'"));
    }
}
