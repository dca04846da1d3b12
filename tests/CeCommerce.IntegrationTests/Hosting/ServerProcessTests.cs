using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Hosting;

public sealed class ServerProcessTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Two_servers_and_a_command_share_one_home()
    {
        await using var first = await ServerProcess.StartAsync(_home.Path);
        await using var second = await ServerProcess.StartAsync(_home.Path);
        var command = await ServerProcess.RunAsync(_home.Path, ["migrate"]);
        Assert.Equal(0, command.ExitCode);

        Assert.Equal(0, await first.TerminateAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "/health/ready"));
        Assert.True(IsRunning());

        Assert.Equal(0, await second.TerminateAsync());
        Assert.False(IsRunning());
    }

    [Fact]
    public async Task A_killed_server_is_followed_by_one_that_finds_its_cluster()
    {
        var killed = await ServerProcess.StartAsync(_home.Path);
        await killed.KillAsync();
        await using var next = await ServerProcess.StartAsync(_home.Path);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(next, "/health/ready"));
        Assert.Equal(0, await next.TerminateAsync());
        Assert.False(IsRunning());
    }

    [Fact]
    public async Task A_server_and_postmaster_killed_together_are_followed_by_ones_that_recover()
    {
        var killed = await ServerProcess.StartAsync(_home.Path);
        await killed.KillAsync();
        await ServerProcess.KillAsync(int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture));
        await using var next = await ServerProcess.StartAsync(_home.Path);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(next, "/health/ready"));
    }

    [Fact]
    public async Task A_server_and_its_subscriptions_outlive_a_restart_of_the_database()
    {
        await using var server = await ServerProcess.StartAsync(_home.Path);
        var listing = (await AskAsync(server, "{ searchListings(first: 1) { nodes { id } } }", null)).GetProperty("data").List("searchListings", "nodes").Single().Text("id");
        var token = (await ServerProcess.RunAsync(_home.Path, ["token", "--as", "refurbisher"])).Output.Trim();
        using var subscription = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql"))
        {
            Content = JsonContent.Create(new { query = "subscription($id: ID!) { listingChanged(id: $id) { state } }", variables = new { id = listing } }),
            Headers = { Accept = { new("text/event-stream") }, Authorization = new("Bearer", token) },
        };
        using var stream = await _http.SendAsync(subscription, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        await ServerProcess.SignalAsync("INT", int.Parse(File.ReadLines(PidFile).First(), System.Globalization.CultureInfo.InvariantCulture));
        await Until(() => Task.FromResult(!IsRunning()));
        await Until(async () => await StatusAsync(server, "/health/ready") == HttpStatusCode.ServiceUnavailable);
        // Whatever uses the home next starts its cluster again.
        Assert.Equal(0, (await ServerProcess.RunAsync(_home.Path, ["migrate"])).ExitCode);
        await Until(async () => await StatusAsync(server, "/health/ready") == HttpStatusCode.OK);

        await AskAsync(server, $$"""mutation { pauseListing(input: { id: "{{listing}}" }) { errors { code } } }""", token);
        var heard = new List<string?>();
        do
        {
            heard.Add(await events.ReadLineAsync(TestContext.Current.CancellationToken));
        }
        while (heard[^1]?.Contains("data: {", StringComparison.Ordinal) == false);
        Assert.Contains("\"state\":\"PAUSED\"", string.Join('\n', heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_clock_is_refused_in_production()
    {
        var refused = await ServerProcess.RunAsync(
            _home.Path, ["serve"], ("CECOMMERCE_CLOCK", "2026-11-20T09:00:00+09:00"), ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("CECOMMERCE_CLOCK works in development only", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("開発環境でのみ", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sandbox_payments_without_a_secret_are_refused_in_production()
    {
        var refused = await ServerProcess.RunAsync(_home.Path, ["serve"], ("CECOMMERCE_SANDBOX_PAYMENTS", "true"), ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("need CECOMMERCE_SANDBOX_SECRET", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://192.0.2.1:1")]
    public async Task An_address_that_cannot_be_listened_on_is_refused(string urls)
    {
        var refused = await ServerProcess.RunAsync(_home.Path, ["serve", "--urls", urls]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Cannot listen on", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_database_that_does_not_answer_is_refused()
    {
        var refused = await ServerProcess.RunAsync(_home.Path, ["migrate"], ("CECOMMERCE_DATABASE", "postgres://nobody@127.0.0.1:1/none"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("The database does not answer", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_no_positive_number_is_refused_by_name()
    {
        var refused = await ServerProcess.RunAsync(_home.Path, ["serve"], ("GraphQL__MaxAliases", "none"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("GraphQL__MaxAliases", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_trusted_documents_are_set_by_the_environment()
    {
        await using var server = await ServerProcess.StartAsync(
            _home.Path, ("GraphQL__MaxAliases", "1"), ("GraphQL__TrustedDocuments__Clients__strict", "Open"), ("GraphQL__TrustedDocuments__Mode", "TrustedOnly"));
        Assert.Contains("DOCUMENT_NOT_TRUSTED", await AnswerAsync(server, "{ a: __typename b: __typename }"), StringComparison.Ordinal);
        await server.TerminateAsync();
        await using var open = await ServerProcess.StartAsync(_home.Path, ("GraphQL__MaxAliases", "1"));
        Assert.Contains("TOO_MANY_ALIASES", await AnswerAsync(open, "{ a: __typename b: __typename }"), StringComparison.Ordinal);
    }

    private async Task<string> AnswerAsync(ServerProcess server, string query)
    {
        using var response = await _http.PostAsync(new Uri(server.Address, "/graphql"), JsonContent.Create(new { query }), TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private string PidFile => Path.Combine(_home.Path, "postgres", "cluster", "data", "postmaster.pid");

    private bool IsRunning() => File.Exists(PidFile);

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 600, "waited in vain");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<JsonElement> AskAsync(ServerProcess server, string query, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> StatusAsync(ServerProcess server, string path)
    {
        using var response = await _http.GetAsync(new Uri(server.Address, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
