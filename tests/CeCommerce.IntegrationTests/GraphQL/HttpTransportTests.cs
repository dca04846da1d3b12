using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Tests.GraphQL;

namespace CeCommerce.IntegrationTests.GraphQL;

public sealed class HttpTransportTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Japanese_is_written_as_it_is()
    {
        var response = await host.Client.SendAsync(DemoRequests.Post("""{"query":"{hello}"}"""));
        Assert.Equal("""{"data":{"hello":"こんにちは、世界"}}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("{ me }", null, "UNAUTHENTICATED")]
    [InlineData("{ me }", "Consumer", null)]
    [InlineData("{ books }", "Operator", "FORBIDDEN")]
    [InlineData("{ books }", "Auditor", null)]
    [InlineData("{ toys(first: 1) { nodes { secret } } }", null, "UNAUTHENTICATED")]
    [InlineData("{ toys(first: 1) { nodes { secret } } }", "Operator", "FORBIDDEN")]
    [InlineData("{ toys(first: 1) { nodes { secret } } }", "Platform", null)]
    [InlineData("mutation { repriceToy(input: {id: \"toy_00000000000000000000000000\", price: {amount: 500}}) { errors { code } } }", null, "UNAUTHENTICATED")]
    [InlineData("{ toy(id: \"lst_00000000000000000000000000\") { id } }", null, "INVALID_ID")]
    [InlineData("{ node(id: \"toy\") { id } }", null, "INVALID_ID")]
    [InlineData("{ toys(first: -1) { totalCount } }", null, "PAGE_ARGUMENTS_INVALID")]
    [InlineData("{ toys(first: 101) { totalCount } }", null, "PAGE_TOO_LARGE")]
    [InlineData("{ toys(first: 1, before: \"x\") { totalCount } }", null, "PAGE_ARGUMENTS_INVALID")]
    [InlineData("{ toys(after: \"x\") { totalCount } }", null, "CURSOR_INVALID")]
    [InlineData("{ nope }", null, "VALIDATION_FAILED")]
    [InlineData("{", null, "SYNTAX_ERROR")]
    [InlineData("query($n: Int!) { toys(first: $n) { totalCount } }", null, "INVALID_VALUE")]
    [InlineData("subscription { ticks { number } }", null, "STREAM_NEEDED")]
    [InlineData("{ broken }", null, "INTERNAL")]
    public async Task Is_answered_with(string query, string? role, string? code) => Assert.Equal(code, DemoRequests.CodeOf(await host.AskAsync(query, role)));

    [Theory]
    [InlineData("""{"query":"{hello}","variables":{"a":"\ud800"}}""", "INVALID_CHARACTER")]
    [InlineData("""{"query":"{hello}","variables":{"\ud800":1}}""", "INVALID_CHARACTER")]
    [InlineData("""{"query":"{hello}","\ud800":1}""", "INVALID_CHARACTER")]
    [InlineData("""{"query":"{hello(name: \"\\ud800\")}"}""", "INVALID_CHARACTER")]
    [InlineData("""{"query":"{hello}","variables":{"a":1e999}}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{hello}","variables":[]}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":1}""", "REQUEST_MALFORMED")]
    [InlineData("null", "REQUEST_MALFORMED")]
    [InlineData("", "REQUEST_MALFORMED")]
    public async Task A_strange_body_is_never_a_500(string body, string? code)
    {
        var response = await host.Client.SendAsync(DemoRequests.Post(body));
        Assert.True((int)response.StatusCode < 500);
        Assert.Equal(code, DemoRequests.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Theory]
    [InlineData("variables", """{"a":"\ud800"}""", "INVALID_CHARACTER")]
    [InlineData("variables", """{"\ud800":1}""", "INVALID_CHARACTER")]
    [InlineData("variables", """{"a":1},"query":{}""", "REQUEST_MALFORMED")]
    [InlineData("variables", "{} /* */", "REQUEST_MALFORMED")]
    [InlineData("variables", "[[]", "REQUEST_MALFORMED")]
    [InlineData("variables", """{"a":"\u3042あ"}""", null)]
    public async Task A_strange_query_string_is_never_a_500(string name, string value, string? code) => Assert.Equal(code, await CodeOfGetAsync(name, value));

    [Theory]
    [InlineData(31)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(500)]
    public async Task Variables_in_a_query_string_may_be_nested_as_deeply_as_in_a_body(int arrays)
    {
        var nested = $$"""{"a":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";
        var posted = await host.Client.SendAsync(DemoRequests.Post($$"""{"query":"{hello}","variables":{{nested}}}"""));
        Assert.Equal(DemoRequests.CodeOf(JsonNode.Parse(await posted.Content.ReadAsStringAsync())!), await CodeOfGetAsync("variables", nested));
    }

    private async Task<string?> CodeOfGetAsync(string name, string value)
    {
        var response = await host.Client.GetAsync(new Uri($"?query={{hello}}&{name}={Uri.EscapeDataString(value)}", UriKind.Relative));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(DemoRequests.CodeOf(answer) is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        return DemoRequests.CodeOf(answer);
    }

    [Theory]
    [InlineData("""{"documentId":"@"}""", HttpStatusCode.InternalServerError)]
    [InlineData("""[{"query":"{hello}"},{"documentId":"@"}]""", HttpStatusCode.OK)]
    public async Task A_bug_outside_of_every_field_is_masked_and_logged_once_with_its_trace(string body, HttpStatusCode status)
    {
        var before = host.Logs.Errors.Count;
        var response = await host.Client.SendAsync(DemoRequests.Post(body.Replace("@", DemoHost.Breaking, StringComparison.Ordinal)));
        Assert.Equal(status, response.StatusCode);
        var whole = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var answer = whole is JsonArray parts ? parts[1]! : whole;
        Assert.Equal("INTERNAL", DemoRequests.CodeOf(answer));
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains((string)answer["errors"]![0]!["extensions"]!["traceId"]!, Assert.Single(host.Logs.Errors.Skip(before)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ hello }", null)]
    [InlineData("{ hello hello }", null)]
    [InlineData("{ nope }", "PERSISTED_QUERY_NOT_FOUND")]
    [InlineData("{ unclosed", "PERSISTED_QUERY_NOT_FOUND")]
    public async Task A_hash_stands_for_a_document_that_was_sent_with_it_and_could_run(string query, string? code)
    {
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = TrustedDocumentFolder.HashOf(query) } };
        await host.Client.SendAsync(DemoRequests.Post(JsonSerializer.Serialize(new { query, extensions })));
        var response = await host.Client.SendAsync(DemoRequests.Post(JsonSerializer.Serialize(new { extensions })));
        Assert.Equal(code, DemoRequests.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Theory]
    [InlineData("PUT", "application/json", HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED")]
    [InlineData("DELETE", "image/png", HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "image/png", HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE")]
    public async Task A_method_or_answer_that_there_is_not_is_refused_with_an_error(string method, string accept, HttpStatusCode status, string code)
    {
        var request = DemoRequests.Post("""{"query":"{hello}"}""", language: "en");
        request.Method = new HttpMethod(method);
        request.Headers.Accept.ParseAdd(accept);
        var response = await host.Client.SendAsync(request);
        Assert.Equal((status, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(code, DemoRequests.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Fact]
    public async Task What_GET_answers_HEAD_answers_without_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "?query={hello}");
        var response = await host.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_bad_token_is_401_with_a_challenge()
    {
        var response = await host.Client.SendAsync(DemoRequests.Post("""{"query":"{hello}"}""", "nobody"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_bug_is_masked_and_logged_once_with_its_trace()
    {
        var before = host.Logs.Errors.Count;
        var answer = await host.AskAsync("{ broken }");
        var traceId = (string)answer["errors"]![0]!["extensions"]!["traceId"]!;
        Assert.DoesNotContain("secret", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(traceId, Assert.Single(host.Logs.Errors.Skip(before)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_speaks_the_language_of_the_request_and_carries_its_data()
    {
        const string Query = """
            mutation($input: RepriceToyInput!) { repriceToy(input: $input) { toy { id } errors { __typename code message path ... on ToyPriceInvalid { lowest { amount } } } } }
            """;
        var input = new { id = Platform.TypedId.Format(DemoShop.Toys[0].Id), price = new { amount = 5 } };
        var error = (await host.AskAsync(Query, "Operator", new { input }, "en"))["data"]!["repriceToy"]!["errors"]![0]!;
        Assert.Equal("The price must be ￥100 or more.", (string?)error["message"]);
        Assert.Equal("""["input","price"]""", error["path"]!.ToJsonString());
        Assert.Equal(100, (int)error["lowest"]!["amount"]!);
        Assert.Equal("ToyPriceInvalid", (string?)error["__typename"]);
    }

    [Fact]
    public async Task Look_ups_of_a_page_are_one_batch()
    {
        var before = MakerLoader.Batches;
        var answer = await host.AskAsync("{ toys(first: 30) { edges { node { maker { name } } } totalCount } }");
        Assert.Equal(30, answer["data"]!["toys"]!["edges"]!.AsArray().Count);
        Assert.Equal(1, MakerLoader.Batches - before);
        Assert.Equal(81, (int)answer["extensions"]!["cost"]!["requested"]!);
    }

    [Fact]
    public async Task Nodes_come_in_the_order_asked_for_and_null_where_there_is_none()
    {
        var ids = new[] { Platform.TypedId.Format(DemoShop.Toys[3].Id), "toy_00000000000000000000000000", "zzz_00000000000000000000000000", Platform.TypedId.Format(DemoShop.Toys[1].Id) };
        var answer = await host.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Toy { name } } }", null, new { ids }, "en");
        Assert.Equal(["Horse 3", null, null, "Horse 1"], answer["data"]!["nodes"]!.AsArray().Select(node => (string?)node?["name"]));
    }

    [Fact]
    public async Task Each_of_many_requests_at_once_gets_its_own_answer()
    {
        var wrong = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 3000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var name = new string((char)('a' + (i % 26)), 1 + (i % 2000));
            var answer = await host.AskAsync("query($name: String) { hello(name: $name) }", "Consumer", new { name });
            Interlocked.Add(ref wrong, (string?)answer["data"]?["hello"] == $"こんにちは、{name}" ? 0 : 1);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task Events_are_streamed_and_end_with_complete()
    {
        var request = DemoRequests.Post("""{"query":"subscription { ticks(count: 2) { number } }"}""");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var text = await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Equal(2, text.Split("event: next").Length - 1);
        Assert.EndsWith("event: complete\ndata: \n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_subscription_needs_a_token()
    {
        var request = DemoRequests.Post("""{"query":"subscription { privateTicks { number } }"}""");
        request.Headers.Accept.ParseAdd("text/event-stream");
        Assert.Contains("UNAUTHENTICATED", await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/explorer/explorer.js")]
    [InlineData("/explorer/graphiql.min.js")]
    [InlineData("/explorer/graphiql.min.css")]
    [InlineData("/explorer/react.production.min.js")]
    [InlineData("/explorer/react-dom.production.min.js")]
    public async Task A_browser_gets_the_explorer(string file)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url + file));
        request.Headers.Accept.ParseAdd("text/html");
        var response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("https://", file.Length == 0 ? await response.Content.ReadAsStringAsync() : "", StringComparison.Ordinal);
    }
}
