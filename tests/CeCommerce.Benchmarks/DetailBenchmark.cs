using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.Listings;

namespace CeCommerce.Benchmarks;

/// <summary>One listing by id, and searching, through GraphQL over HTTP; the detail beside a bare endpoint with the same SQL and JSON.</summary>
internal static class DetailBenchmark
{
    public const string Detail =
        "query Detail($id: ID!) { listing(id: $id) { id title price { amount currency formatted } item { brand modelNumber category { code name } functionalGrade cosmeticGrade } "
        + "operator { code profile { legalName } } dealerDisplay { name commission permitNumber } state publishedAt } }";

    private const int Connections = 32;
    private const int Rounds = 7;
    private const double Bound = 0.4;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(StockedHome home, Report report)
    {
        var ids = await IdsAsync(home);
        var sqlFile = Path.Combine(home.Directory, "detail.sql");
        await using var server = await CommerceProcess.ServeAsync(home);
        await File.WriteAllTextAsync(sqlFile, await SentSqlAsync(home, server, ids[0]));
        await using var bare = await CommerceProcess.BareEndpointAsync(home, sqlFile);
        await RequireSameJsonAsync(server, bare, ids[0]);

        var asked = Requests(home, ids, (id, token) => HttpLoad.Post("/graphql", JsonSerializer.Serialize(new { query = Detail, variables = new { id } }), token));
        var plain = Requests(home, ids, (id, _) => HttpLoad.Post("/listing", JsonSerializer.Serialize(new { id }), null));
        var (ours, floor) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (first, second) = (await HttpLoad.RunAsync(server.Address, asked, Round), await HttpLoad.RunAsync(bare.Address, plain, Round));
            if (round > 0)
            {
                ours.Add(first);
                floor.Add(second);
            }
        }

        var ratio = ours.Median() / floor.Median();
        report.Add("detail by id, 32 connections", Text.Of($"{ours.Median():N0}/s"), Text.Of($"bare endpoint {floor.Median():N0}/s"), Text.Of($"{ratio:N2} ≥ {Bound}"), ratio >= Bound);
        await SearchAsync(home, server, report);
    }

    private static async Task SearchAsync(StockedHome home, CommerceProcess server, Report report)
    {
        string[] words = ["Kanata", "洗濯機", "コート", "北星", "取扱説明書"];
        var requests = Requests(home, words, (word, token) => HttpLoad.Post("/graphql", JsonSerializer.Serialize(new { query = Searching.Full, variables = Searching.Variables(word) }), token));
        await HttpLoad.RunAsync(server.Address, requests, Round);
        var rate = await HttpLoad.RunAsync(server.Address, requests, Round);
        report.Add("search over HTTP: word, two filters, facets, 20 rows", Text.Of($"{rate:N0}/s"));
    }

    // Buckets of cost are per caller, so every connection is one of its own.
    private static byte[][][] Requests(StockedHome home, string[] values, Func<string, string, byte[]> request) =>
        [.. Enumerable.Range(0, Connections).Select(i => (byte[][])[.. values.Skip(i % values.Length).Take(50).Select(value => request(value, home.TokenOf($"reader{i}")))])];

    private static async Task<string[]> IdsAsync(StockedHome home)
    {
        await using var command = home.Source.CreateCommand(
            "SELECT id FROM listings.listings WHERE state = 'Published' AND price_amount IS NOT NULL ORDER BY md5(id::text) LIMIT 1000");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(ListingId.From(reader.GetGuid(0)).ToString());
        }

        return [.. ids];
    }

    /// <summary>What the server really sends, from the database's own log.</summary>
    private static async Task<string> SentSqlAsync(StockedHome home, CommerceProcess server, string id)
    {
        using var http = GraphQLClient.NewHttp();
        var client = new GraphQLClient(http, server.Address, home.TokenOf("reader0"));
        var before = new FileInfo(home.PostgresLog).Length;
        await home.ExecuteAsync("ALTER SYSTEM SET log_statement = 'all'");
        await home.ExecuteAsync("SELECT pg_reload_conf()");
        await Task.Delay(500);
        await client.AskAsync(Detail, new { id });
        await home.ExecuteAsync("ALTER SYSTEM RESET log_statement");
        await home.ExecuteAsync("SELECT pg_reload_conf()");
        var logged = (await File.ReadAllTextAsync(home.PostgresLog))[(int)before..];
        var start = logged.IndexOf("SELECT l.id,", StringComparison.Ordinal);
        var text = logged[start..];
        var end = text.IndexOf("\n20", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim();
    }

    private static async Task RequireSameJsonAsync(CommerceProcess server, CommerceProcess bare, string id)
    {
        using var http = GraphQLClient.NewHttp();
        var ours = await new GraphQLClient(http, server.Address, null).AskAsync(Detail, new { id });
        using var answer = await http.PostAsync(new Uri(bare.Address, "/listing"), JsonContent.Create(new { id }));
        var floor = JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync())!;
        if (!JsonNode.DeepEquals(ours["data"], floor["data"]))
        {
            throw new InvalidOperationException($"Not the same JSON:\n{ours.ToJsonString()}\n{floor.ToJsonString()}");
        }
    }
}

/// <summary>The search that is measured: a word, two filters, every facet and twenty rows.</summary>
internal static class Searching
{
    public const string Full =
        "query Search($text: String, $filter: ListingFilterInput) { searchListings(text: $text, filter: $filter, first: 20) { totalCount facets { facet values { value label count } } "
        + "edges { cursor node { id title price { amount formatted } item { brand modelNumber functionalGrade } operator { code } } } } }";

    public static object Variables(string text) => new { text, filter = new { kinds = (string[])["REUSE"], cosmeticGrades = (string[])["B"] } };
}
