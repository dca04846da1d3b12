using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.GraphQL;

/// <summary>How much may be sent at once, and how much in a while.</summary>
public sealed class HttpLimitTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task A_body_of_50_MB_is_refused_unread()
    {
        var request = DemoRequests.Post("");
        request.Content = new ByteArrayContent(new byte[50_000_000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        request.Headers.ExpectContinue = true;
        var response = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("BODY_TOO_LARGE", DemoRequests.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Fact]
    public async Task A_batch_answers_each_and_has_a_limit()
    {
        var response = await host.Client.SendAsync(DemoRequests.Post("""[{"query":"{hello}"},{"query":"{nope}"}]"""));
        var answers = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal((null, "VALIDATION_FAILED"), (DemoRequests.CodeOf(answers[0]!), DemoRequests.CodeOf(answers[1]!)));
        var many = await host.Client.SendAsync(DemoRequests.Post($"[{string.Join(',', Enumerable.Repeat("""{"query":"{hello}"}""", 11))}]"));
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
    }

    [Fact]
    public async Task An_empty_bucket_is_429_and_says_when_to_come_back()
    {
        const string Body = """{"query":"{ a: toys(first: 100) { nodes { maker { name } } } b: toys(first: 100) { nodes { maker { name } } } }"}""";
        HttpResponseMessage response;
        var asked = 0;
        do
        {
            response = await host.Client.SendAsync(DemoRequests.Post(Body, "Refurbisher"));
        }
        while (response.StatusCode == HttpStatusCode.OK && ++asked < 300);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("RATE_LIMITED", DemoRequests.CodeOf(answer));
        Assert.Equal(response.Headers.RetryAfter?.Delta?.TotalSeconds, WaitOf(answer));

        var refused = await host.Client.SendAsync(DemoRequests.Post($"[{Body},{Body}]", "Refurbisher"));
        var waits = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!.AsArray().Select(part => WaitOf(part!)).ToList();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(waits.Max(), refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(2, waits.Count(wait => wait >= 1));

        var partly = await host.Client.SendAsync(DemoRequests.Post($$"""[{{Body}},{"query":"{ nope }"}]""", "Refurbisher"));
        Assert.Equal((HttpStatusCode.OK, null), (partly.StatusCode, partly.Headers.RetryAfter));
    }

    private static int WaitOf(JsonNode answer) => (int)answer["errors"]![0]!["extensions"]!["retryAfter"]!;
}
