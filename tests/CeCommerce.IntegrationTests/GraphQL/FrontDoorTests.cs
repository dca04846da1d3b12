using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Listings;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>Limits of the whole product, and how many statements a request costs.</summary>
public sealed class FrontDoorTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string Greedy =
        "{ " + string.Concat(Enumerable.Range(0, 15).Select(n => $"a{n}: operators(first: 100) {{ edges {{ node {{ id }} }} nodes {{ id }} }} ")) + "}";

    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_of_50_MB_is_413()
    {
        using var body = new ByteArrayContent(new byte[50_000_000]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = body };
        request.Headers.ExpectContinue = true;
        using var response = await server.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Documents_over_a_limit_are_refused_with_its_name()
    {
        string[] documents =
        [
            "{ " + string.Join(' ', Enumerable.Range(0, 1_000).Select(n => $"a{n}: __typename")) + " }",
            "{ node(id: \"x\") " + string.Concat(Enumerable.Repeat("{ ... on Listing { item ", 30)) + "{ id }" + string.Concat(Enumerable.Repeat(" } }", 30)) + " }",
            "{ " + string.Join(' ', Enumerable.Repeat("__typename", 6_000)) + " }",
            "{ operators(first: 1) { nodes { ...F0 } } } " + string.Concat(Enumerable.Range(0, 45).Select(i =>
                $"fragment F{i} on Operator {{ code {string.Concat(Enumerable.Range(i + 1, 44 - i).Select(later => $"...F{later} "))}}} ")),
        ];
        foreach (var document in documents)
        {
            var answer = await server.GraphQLAsync(document);
            Assert.False(answer.TryGetProperty("data", out _), answer.ToString());
            Assert.Contains(answer.Fault(), (string[])["TOO_MANY_ALIASES", "TOO_MANY_ROOT_FIELDS", "TOO_DEEP", "TOO_MANY_TOKENS", "TOO_MANY_SELECTIONS", "GRAPHQL_VALIDATION_FAILED"]);
        }

        var (status, batch) = await PostAsync("[" + string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", 11)) + "]");
        Assert.Equal(HttpStatusCode.BadRequest, status.StatusCode);
        Assert.Contains("10", batch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_bucket_is_429_with_the_seconds_to_wait()
    {
        var consumer = _shop.Token(Platform.Role.Consumer, consumer: "greedy");
        for (var round = 0; round < 60; round++)
        {
            var tasks = Enumerable.Range(0, 8).Select(_ => PostAsync(
                JsonSerializer.Serialize(new { query = Greedy }), consumer));
            foreach (var (response, text) in await Task.WhenAll(tasks))
            {
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
                    Assert.Contains("RATE_LIMITED", text, StringComparison.Ordinal);
                    return;
                }

                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }

        Assert.Fail("The bucket never ran dry.");
    }

    [Fact]
    public async Task A_subscription_that_falls_behind_hears_of_the_newest_only()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var id = listing.Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query = $"subscription {{ listingChanged(id: \"{id}\") {{ price {{ amount }} }} }}" }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var text = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));

        // One line at a time until the first arrives: only then does the subscription listen.
        const string Insert = "INSERT INTO platform.events (kind, subject_id, data, at) SELECT 'listing.changed', $1, '{}', now() FROM generate_series(1, $2)";
        var arrived = FindAsync(text, "event: next");
        while (!arrived.IsCompleted)
        {
            _shop.Scalar(Insert, TypedId.Parse<ListingId>(id).Value, 1);
            await Task.WhenAny(arrived, Task.Delay(100, Stop));
        }

        _shop.Scalar(Insert, TypedId.Parse<ListingId>(id).Value, 5_000);
        await _shop.DoAsync("changePrice", new { id, expectedVersion = listing.Text("version"), price = Shop.Yen(34_567) }, _shop.Refurbisher);
        var heard = 0;
        while (await text.ReadLineAsync(Stop) is { } line && !line.Contains("34567", StringComparison.Ordinal))
        {
            heard += line.StartsWith("data: {", StringComparison.Ordinal) ? 1 : 0;
            Assert.DoesNotContain("errors", line, StringComparison.Ordinal);
        }

        Assert.InRange(heard, 0, 2_500);
    }

    private static async Task<string> FindAsync(StreamReader text, string part)
    {
        string? line;
        do
        {
            line = await text.ReadLineAsync(Stop);
        }
        while (line?.Contains(part, StringComparison.Ordinal) == false);
        return line ?? "";
    }

    [Fact]
    public async Task Detail_and_search_take_two_statements_at_most()
    {
        var ids = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            ids.Add((await _shop.PublishedAsync(_shop.Refurbisher)).Text("id"));
        }

        const string Row = "id title price { amount } item { id name facts { code value } } operator { code profile { legalName } } compliance { verdict findings { ruleId } } dealerDisplay { name }";
        var detail = $"{{ listing(id: \"{ids[0]}\") {{ {Row} priceHistory {{ from }} }} }}";
        var search = $"{{ searchListings(text: \"エアコン\", first: 20) {{ totalCount edges {{ node {{ {Row} }} }} facets {{ facet values {{ value count }} }} }} }}";
        await Shop.UntilAsync(async () => (await _shop.AskAsync(search)).List("searchListings", "edges").Count() == 20);
        await _shop.AskAsync(detail);
        Assert.InRange(await StatementsAsync(() => _shop.AskAsync(detail)), 1, 2);
        Assert.InRange(await StatementsAsync(() => _shop.AskAsync(search)), 1, 2);
    }

    /// <summary>Statements under a request of ours; the workers' own have another parent.</summary>
    private static async Task<int> StatementsAsync(Func<Task> request)
    {
        var count = 0;
        using var root = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        root.Start();
        var trace = root.TraceId;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity => Interlocked.Add(ref count, activity.TraceId == trace ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        await request();
        return count;
    }

    private async Task<(HttpResponseMessage Response, string Text)> PostAsync(string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var response = await server.Http.SendAsync(request, Stop);
        return (response, await response.Content.ReadAsStringAsync(Stop));
    }
}
