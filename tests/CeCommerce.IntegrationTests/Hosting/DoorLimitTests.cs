using System.Net;
using System.Net.Http.Headers;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class DoorLimitTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guessing_secrets_is_slowed_down()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => TokenAsync()));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests), 1, 200);
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests), answer => Assert.InRange(answer.Wait, 1, 60));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.TooManyRequests), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        await _shop.AskAsync("{ ruleEdition { version } }");
    }

    [Fact]
    public async Task Uploads_are_limited_for_each_caller()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => UploadAsync(_shop.Refurbisher)));
        Assert.InRange(answers.Count(status => status == HttpStatusCode.TooManyRequests), 1, 30);
        Assert.InRange(answers.Count(status => status == HttpStatusCode.Created), 30, 59);
        Assert.Equal(HttpStatusCode.Unauthorized, await UploadAsync(null));
    }

    private async Task<(HttpStatusCode Status, double Wait)> TokenAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "nobody",
            ["client_secret"] = "guessed",
        });
        using var response = await server.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Stop);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0);
    }

    private async Task<HttpStatusCode> UploadAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports") { Content = new ByteArrayContent([1]) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Http.SendAsync(request, Stop);
        return response.StatusCode;
    }
}
