using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>A listing is published while its operator's permit ends.</summary>
public sealed class PublishRaceTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Nothing_is_published_by_a_permit_that_ended_before_it_was_stored()
    {
        var shop = new Shop(server);
        var draft = await shop.DraftAsync(shop.Refurbisher);
        var witness = await shop.PublishedAsync(shop.Refurbisher);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var block = new NpgsqlCommand("SELECT FROM items.items WHERE id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = Shop.Uuid(draft.GetProperty("item")) } } })
        {
            await block.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        // It has read its operator and waits for its item.
        var publishing = shop.DoAsync("publishListing", new { id = draft.Text("id") }, shop.Refurbisher);
        await Shop.UntilAsync(() => Task.FromResult(shop.Scalar("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is > 0L));
        await shop.RecordPermitAsync("2026-11-19");
        await Shop.UntilAsync(async () => (await shop.OwnAsync(witness)).Text("state") == "PAUSED");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("STANDARDS_NOT_MET", (await publishing).Refusal().Text("code"));
        Assert.Equal("DRAFT", (await shop.OwnAsync(draft)).Text("state"));
    }
}
