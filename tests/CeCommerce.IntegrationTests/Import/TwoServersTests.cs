using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Two processes that share a database, each with files of its own.</summary>
public sealed class TwoServersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Mapping =
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "price": "price" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "deliveryDays": 3, "returnPolicy": "8日以内" } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_that_was_sent_last_counts_whichever_server_got_it()
    {
        using var firstHome = new TemporaryHome();
        using var secondHome = new TemporaryHome();
        Directory.CreateDirectory(firstHome.Path);
        Directory.CreateDirectory(secondHome.Path);
        // No clock of the test's: it would begin anew in each process, and the order of ids is that of the clocks.
        (string, string)[] settings = [("CECOMMERCE_DATABASE", database.ConnectionString)];
        await using var first = await ServerProcess.StartAsync(firstHome.Path, settings);
        await using var second = await ServerProcess.StartAsync(secondHome.Path, settings);

        // What both lists name stands at the end of the long one, which is still being read when the short one is sent.
        await SendAsync(first, await TokenAsync(firstHome.Path, settings), Rows("first", 3_000, 1_000) + Rows("both", 10, 1_000));
        await SendAsync(second, await TokenAsync(secondHome.Path, settings), Rows("both", 10, 900));
        await UntilAsync("SELECT (count(*) = 2)::int::bigint FROM listings.import_jobs WHERE state = 'Done'");
        Assert.Equal(10, await ScalarAsync("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'both-%' AND price_amount = 900"));
        Assert.Equal(1, await ScalarAsync("SELECT count(*) FROM listings.import_jobs older JOIN listings.import_jobs newer ON older.id < newer.id AND newer.started_at >= older.finished_at"));
    }

    private static string Rows(string name, int count, int price) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $$"""{"id":"{{name}}-{{i}}","item":"スニーカー","kind":"REUSE","price":{{price}}}""" + "\n"));

    private static async Task<string> TokenAsync(string home, (string, string)[] settings) =>
        (await ServerProcess.RunAsync(home, ["token", "--as", "refurbisher"], settings)).Output.Trim();

    private static async Task SendAsync(ServerProcess server, string token, string rows)
    {
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        using var sent = await http.PostAsync(new Uri("/imports", UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes(rows)), Stop);
        var uploadId = (await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).Text("uploadId");
        var input = new { uploadId, mapping = Mapping, publish = false, idempotencyKey = $"key-{Guid.CreateVersion7():N}" };
        using var queued = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query = "mutation($input: ImportListingsInput!) { importListings(input: $input) { errors { code } } }", variables = new { input } }, Stop);
        Assert.Empty((await queued.Content.ReadFromJsonAsync<JsonElement>(Stop)).List("data", "importListings", "errors"));
    }

    private async Task UntilAsync(string sql)
    {
        for (var tries = 0; await ScalarAsync(sql) == 0; tries++)
        {
            Assert.True(tries < 2_400, "waited in vain");
            await Task.Delay(50, Stop);
        }
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
