using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Import;

public sealed class KilledServerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Rows = 4_000;
    private const string Mapping =
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "price": "price" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "deliveryDays": 3, "returnPolicy": "8日以内" } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_server_goes_on_with_the_import_of_a_killed_one()
    {
        using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Path);
        (string, string)[] settings = [("CECOMMERCE_DATABASE", database.ConnectionString), ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00")];
        await using (var killed = await ServerProcess.StartAsync(home.Path, settings))
        {
            await SendAsync(killed, (await ServerProcess.RunAsync(home.Path, ["token", "--as", "refurbisher"], settings)).Output.Trim());
            await UntilAsync("SELECT count(*) FROM listings.import_jobs WHERE last_row > 0");
            await killed.KillAsync();
        }

        await using var next = await ServerProcess.StartAsync(home.Path, settings);
        await UntilAsync("SELECT count(*) FROM listings.import_jobs WHERE state = 'Done'");
        Assert.Equal(Rows, await ScalarAsync("SELECT rows_read::bigint FROM listings.import_jobs"));
        Assert.Equal(Rows, await ScalarAsync("SELECT count(*) FROM listings.import_rows"));
        Assert.Equal(Rows, await ScalarAsync("SELECT count(*) FROM listings.listings WHERE source_id LIKE 'killed-%'"));
    }

    private static async Task SendAsync(ServerProcess server, string token)
    {
        var rows = string.Concat(Enumerable.Range(0, Rows).Select(i => $$"""{"id":"killed-{{i}}","item":"スニーカー","kind":"REUSE","price":100}""" + "\n"));
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        using var sent = await http.PostAsync(new Uri("/imports", UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes(rows)), Stop);
        var uploadId = (await sent.Content.ReadFromJsonAsync<JsonElement>(Stop)).Text("uploadId");
        var input = new { uploadId, mapping = Mapping, publish = false, idempotencyKey = "key-for-killed" };
        using var queued = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query = "mutation($input: ImportListingsInput!) { importListings(input: $input) { errors { code } } }", variables = new { input } }, Stop);
        var answer = await queued.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Empty(answer.List("data", "importListings", "errors"));
    }

    private async Task UntilAsync(string sql)
    {
        for (var tries = 0; await ScalarAsync(sql) == 0; tries++)
        {
            Assert.True(tries < 1_200, "waited in vain");
            await Task.Delay(50, Stop);
        }
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
