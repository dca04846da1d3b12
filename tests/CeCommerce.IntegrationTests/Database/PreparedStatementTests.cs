using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Database;

/// <summary>Sessions keep their statements prepared and nothing else, and what makes a prepared statement useless stops nobody.</summary>
public sealed class PreparedStatementTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Detail = "query($id: ID!) { listing(id: $id) { id title state price { amount } item { id name } operator { id } } }";
    private const int Sessions = 12;

    private readonly Shop _shop = new(server);

    private NpgsqlDataSource Pool => server.Services.GetRequiredService<NpgsqlDataSource>();

    [Fact]
    public async Task A_statement_that_comes_often_stays_prepared_in_its_session()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await AskManyAsync(listing);
        var kept = await InEverySessionAsync("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%listings.listings%'");
        Assert.Contains(kept, count => (long)count! > 0);
    }

    [Fact]
    public async Task No_session_of_the_pool_listens_or_holds_a_lock()
    {
        Assert.All(await InEverySessionAsync("SELECT count(*) FROM pg_listening_channels()"), count => Assert.Equal(0L, count));
        Assert.All(await InEverySessionAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"), count => Assert.Equal(0L, count));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'"));
    }

    [Theory]
    [InlineData("ALTER TABLE listings.listings ALTER COLUMN title TYPE varchar(900)")]
    [InlineData("ALTER TABLE listings.listings ADD COLUMN later_words text; ALTER TABLE listings.listings ALTER COLUMN title TYPE text")]
    public async Task Queries_do_not_notice_a_migration_by_another_process(string migration)
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await AskManyAsync(listing);
        await ExecuteAsync(migration);
        await AskManyAsync(listing);
    }

    [Fact]
    public async Task Orders_and_changes_go_on_after_a_migration_by_another_process()
    {
        var listings = new List<JsonElement>();
        for (var i = 0; i < 6; i++)
        {
            listings.Add(await _shop.PublishedAsync(_shop.Refurbisher));
        }

        await Task.WhenAll(listings.Take(4).Select(listing => _shop.BuyAsync(listing, listing.Text("id"))));
        await ExecuteAsync("ALTER TABLE items.items ALTER COLUMN name TYPE varchar(900); ALTER TABLE listings.listings ALTER COLUMN title TYPE varchar(901)");
        await _shop.BuyAsync(listings[4], "bob");
        await ExecuteAsync("ALTER TABLE listings.listings ALTER COLUMN title TYPE text");
        Assert.Equal("WITHDRAWN", (await WithdrawAsync(listings[5])).Text("state"));
    }

    [Fact]
    public async Task Statements_that_a_pooler_lost_are_prepared_again()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        await AskManyAsync(listing);
        await InEverySessionAsync("DEALLOCATE ALL");
        await AskManyAsync(listing);
        await _shop.BuyAsync(listing);
    }

    [Fact]
    public async Task Lists_of_any_length_are_one_statement()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        for (var length = 1; length <= 20; length++)
        {
            var ids = Enumerable.Range(0, length).Select(_ => TypedId.New<ListingId>(server.Clock.GetUtcNow()).ToString()).Append(listing.Text("id"));
            await _shop.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids });
        }

        var kept = await InEverySessionAsync("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT%listings.listings%' AND statement ~ '\\$1[0-9]'");
        Assert.All(kept, count => Assert.Equal(0L, count));
    }

    private async Task<JsonElement> WithdrawAsync(JsonElement listing)
    {
        // A verb that does not repeat itself says that it is worth sending again.
        for (var attempt = 1; ; attempt++)
        {
            var answer = await server.GraphQLAsync(
                "mutation($input: MoveListingInput!) { withdrawListing(input: $input) { listing { state } errors { code } } }",
                new { input = new { id = listing.Text("id") } },
                _shop.Refurbisher);
            if (answer.TryGetProperty("errors", out _) && attempt < 3)
            {
                Assert.Equal("TRY_AGAIN", answer.Fault());
                continue;
            }

            return answer.GetProperty("data").GetProperty("withdrawListing").GetProperty("listing");
        }
    }

    private async Task AskManyAsync(JsonElement listing)
    {
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, Sessions).Select(async _ =>
                Assert.Equal(listing.Text("id"), (await _shop.AskAsync(Detail, new { id = listing.Text("id") })).GetProperty("listing").Text("id"))));
        }
    }

    private async Task<IReadOnlyList<object?>> InEverySessionAsync(string sql)
    {
        var sessions = new List<NpgsqlConnection>();
        var found = new List<object?>();
        try
        {
            for (var i = 0; i < Sessions; i++)
            {
                sessions.Add(await Pool.OpenConnectionAsync(TestContext.Current.CancellationToken));
            }

            foreach (var session in sessions)
            {
                await using var command = new NpgsqlCommand(sql, session);
                found.Add(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }
        }

        return found;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
